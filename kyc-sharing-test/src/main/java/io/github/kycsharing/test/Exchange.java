package io.github.kycsharing.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.kycsharing.test.Fault.Processing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Processes one request at a time, so that journal, ledger and links are consistent. */
final class Exchange {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ExchangeEntity> entities;
    private final ExchangeSettings settings;
    private final ExchangeClock clock;
    private final FaultScript faults;
    private final Notifications notifications;
    private final Consumer<ReceivedRequest> listener;

    private final List<ReceivedRequest> journal = new ArrayList<>();
    private final Ledger ledger;
    private final AccountLinks links = new AccountLinks();
    private final Customers customers;
    private final Imports imports;
    private final RfiRecords rfi;
    private final FamilyCalls familyCalls;

    Exchange(
            Map<String, ExchangeEntity> entities,
            ExchangeSettings settings,
            FamilySettings family,
            ImportScript importScript,
            ExchangeClock clock,
            FaultScript faults,
            Notifications notifications,
            Consumer<ReceivedRequest> listener) {
        this.entities = entities;
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
        this.notifications = notifications;
        this.listener = listener;
        this.customers = new Customers(settings.statusAfterSharing());
        this.ledger = new Ledger(settings.requestNoPerEntity());
        this.imports = new Imports(family.importDelay(), importScript);
        this.rfi = new RfiRecords(family.rfiResultDelay());
        this.familyCalls = new FamilyCalls(settings, family, links, customers, imports, rfi, notifications);
        notifications.takeDueEventsFrom(this::takeRfiEvents);
    }

    synchronized ExchangeJournal journal() {
        return new ExchangeJournal(journal);
    }

    synchronized List<LedgerEntry> ledger() {
        return ledger.entries().stream()
                .map(entry -> imports.applyTo(entry, clock.now()))
                .toList();
    }

    synchronized List<LinkedAccount> linkedAccounts() {
        return links.all();
    }

    /** Uses the RFI records as they are at this time: results that are due are complete. */
    synchronized <T> T rfi(BiFunction<RfiRecords, Instant, T> use) {
        takeRfiEvents().forEach(notifications::publishLater);
        return use.apply(rfi, clock.now());
    }

    private synchronized List<ExchangeEvent> takeRfiEvents() {
        return rfi.complete(clock.now()).stream()
                .<ExchangeEvent>map(result -> new RfiResultEvent(result, customers.notifyUrl(result.customer())))
                .toList();
    }

    synchronized void reset() {
        journal.clear();
        ledger.clear();
        links.clear();
        customers.clear();
        imports.clear();
        rfi.clear();
        faults.clear();
    }

    /** Sends the notification outside of the lock, because its receiver may query the status. */
    void setStatus(Customers.Key customer, ExchangeStatus status) {
        changed(customer, status).ifPresent(notifications::publish);
    }

    private synchronized Optional<StatusChange> changed(Customers.Key customer, ExchangeStatus status) {
        return customers.set(customer, status, clock.now());
    }

    synchronized void scriptStatus(Customers.Key customer, List<ExchangeStatus> statuses) {
        customers.script(customer, statuses, clock.now());
    }

    synchronized void forgetStatus(Customers.Key customer) {
        customers.forget(customer);
    }

    synchronized Optional<ExchangeStatus> status(Customers.Key customer) {
        return customers.status(customer);
    }

    synchronized ResponseDefinition handle(ReceivedRequest.Call call, byte[] body, @Nullable String signature) {
        takeRfiEvents().forEach(notifications::publishLater);
        Arrival arrival = arrival(call, body, signature);
        Fault fault = faults.take(call, arrival.requestNo(), arrival.entityCustomerId());
        Processed processed = dispatch(arrival, fault);
        takeRfiEvents().forEach(notifications::publishLater);
        ResponseDefinition response = fault.deliver(processed.response());
        boolean onTheWire = response.getFault() == null;
        ReceivedRequest received = new ReceivedRequest(
                arrival,
                processed.effect(),
                fault.deliversResponse() && onTheWire
                        ? Optional.of(processed.response().code())
                        : Optional.empty(),
                onTheWire ? OptionalInt.of(response.getStatus()) : OptionalInt.empty(),
                fault == Fault.NONE ? Optional.empty() : Optional.of(fault),
                ledger.find(arrival).map(entry -> imports.applyTo(entry, clock.now())));
        journal.add(received);
        listener.accept(received);
        return response;
    }

    private Arrival arrival(ReceivedRequest.Call call, byte[] body, @Nullable String signature) {
        JsonNode json = parse(body);
        String key = json == null ? "" : json.path("bizEntityKey").stringValue("");
        ExchangeEntity entity = entities.get(key);
        boolean valid = entity != null && signature != null && BodySignature.verify(entity.secret(), body, signature);
        return new Arrival(clock.now(), call, body, signature, json, entity, valid);
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isObject() ? json : null;
        } catch (JacksonException e) {
            return null; // the response is ILLEGAL_REQUEST
        }
    }

    private Processed dispatch(Arrival arrival, Fault fault) {
        if (arrival.call() != ReceivedRequest.Call.SHARE) {
            return fault.forcedCode()
                    .map(this::returnCode)
                    .orElseGet(() -> fault.processing() == Processing.DONE ? execute(arrival) : Processed.NONE);
        }
        return switch (fault.processing()) {
            case SKIPPED -> fault.forcedCode().map(code -> force(arrival, code)).orElse(Processed.NONE);
            case NUMBER_USED_UP -> useUp(arrival, fault.forcedCode().orElseThrow());
            case DONE -> process(arrival);
        };
    }

    private Processed returnCode(String code) {
        return new Processed(
                Codes.isRejection(code) ? ReceivedRequest.Effect.REJECTED : ReceivedRequest.Effect.NONE,
                SimulatedResponse.error(settings.errorHttpStatus(), code, null));
    }

    private Processed execute(Arrival arrival) {
        return check(arrival)
                .map(rejection -> Processed.rejected(settings.errorHttpStatus(), rejection))
                .orElseGet(() -> familyCalls.execute(arrival));
    }

    private Processed force(Arrival arrival, String code) {
        boolean rejection = Codes.isRejection(code);
        if (rejection) {
            ledger.rejected(arrival, code);
        }
        return new Processed(
                rejection ? ReceivedRequest.Effect.REJECTED : ReceivedRequest.Effect.NONE,
                SimulatedResponse.error(settings.errorHttpStatus(), code, null));
    }

    /** Uses up the number of an acceptable request only: not of a duplicate, nor of a request that breaks rules. */
    private Processed useUp(Arrival arrival, String code) {
        boolean acceptable = check(arrival).isEmpty() && !ledger.isConsumed(arrival);
        if (acceptable) {
            ledger.usedUp(arrival, code);
        }
        return new Processed(
                acceptable ? ReceivedRequest.Effect.USED_UP : ReceivedRequest.Effect.NONE,
                SimulatedResponse.error(settings.errorHttpStatus(), code, null));
    }

    private Processed process(Arrival arrival) {
        Optional<Rejection> rejection = check(arrival);
        if (rejection.isEmpty() && ledger.isConsumed(arrival)) {
            return new Processed(
                    ReceivedRequest.Effect.DUPLICATE,
                    SimulatedResponse.error(settings.errorHttpStatus(), Codes.DUPLICATE_REQUEST, null));
        }
        rejection = rejection.or(() -> links.check(arrival));
        if (rejection.isPresent()) {
            ledger.rejected(arrival, rejection.get().code());
            return Processed.rejected(settings.errorHttpStatus(), rejection.get());
        }
        links.link(arrival);
        customers.shared(arrival);
        ledger.accepted(arrival);
        imports.accepted(arrival);
        return new Processed(ReceivedRequest.Effect.ACCEPTED, SimulatedResponse.success());
    }

    private Optional<Rejection> check(Arrival arrival) {
        JsonNode json = arrival.json();
        ExchangeEntity entity = arrival.entity();
        if (json == null) {
            return Optional.of(new Rejection(Codes.ILLEGAL_REQUEST, "the body is not a JSON object"));
        }
        if (entity == null) {
            return Optional.of(Rejection.illegalParam("bizEntityKey", "no such entity"));
        }
        if (!arrival.signatureValid()) {
            return Optional.of(new Rejection(Codes.SIGN_MISMATCH, ""));
        }
        RecordRules rules = new RecordRules(entity, settings);
        return switch (arrival.call()) {
            case SHARE -> rules.check(json);
            case STATUS_QUERY -> rules.checkQuery(json);
            default -> new FamilyRules(settings).check(arrival.call(), json);
        };
    }
}
