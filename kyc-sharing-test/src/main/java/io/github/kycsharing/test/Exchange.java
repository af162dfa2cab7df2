package io.github.kycsharing.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deals with one request at a time, so that journal, ledger and links never disagree. */
final class Exchange {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ExchangeEntity> entities;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final FaultScript faults;
    private final Consumer<ReceivedRequest> listener;

    private final List<ReceivedRequest> journal = new ArrayList<>();
    private final Ledger ledger;
    private final AccountLinks links = new AccountLinks();

    Exchange(
            Map<String, ExchangeEntity> entities,
            ExchangeSettings settings,
            Clock clock,
            FaultScript faults,
            Consumer<ReceivedRequest> listener) {
        this.entities = entities;
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
        this.listener = listener;
        this.ledger = new Ledger(settings.requestNoPerEntity());
    }

    synchronized ExchangeJournal journal() {
        return new ExchangeJournal(journal);
    }

    synchronized List<LedgerEntry> ledger() {
        return ledger.entries();
    }

    synchronized void reset() {
        journal.clear();
        ledger.clear();
        links.clear();
        faults.clear();
    }

    synchronized ResponseDefinition handle(byte[] body, @Nullable String signature) {
        Arrival arrival = arrival(body, signature);
        Fault fault = faults.take(arrival.requestNo(), arrival.entityCustomerId());
        Dealing dealing = deal(arrival, fault);
        ResponseDefinition response = fault.deliver(dealing.answer());
        boolean onTheWire = response.getFault() == null;
        ReceivedRequest received = new ReceivedRequest(
                arrival,
                dealing.effect(),
                fault.deliversAnswer() && onTheWire
                        ? Optional.of(dealing.answer().code())
                        : Optional.empty(),
                onTheWire ? OptionalInt.of(response.getStatus()) : OptionalInt.empty(),
                fault == Fault.NONE ? Optional.empty() : Optional.of(fault),
                ledger.find(arrival));
        journal.add(received);
        listener.accept(received);
        return response;
    }

    private Arrival arrival(byte[] body, @Nullable String signature) {
        JsonNode json = parse(body);
        String key = json == null ? "" : json.path("bizEntityKey").stringValue("");
        ExchangeEntity entity = entities.get(key);
        boolean valid = entity != null && signature != null && BodySignature.verify(entity.secret(), body, signature);
        return new Arrival(clock.instant(), body, signature, json, entity, valid);
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isObject() ? json : null;
        } catch (JacksonException e) {
            return null; // the answer is ILLEGAL_REQUEST
        }
    }

    private Dealing deal(Arrival arrival, Fault fault) {
        return switch (fault.processing()) {
            case SKIPPED -> fault.forcedCode().map(code -> force(arrival, code)).orElse(Dealing.NONE);
            case NUMBER_USED_UP -> useUp(arrival, fault.forcedCode().orElseThrow());
            case DONE -> process(arrival);
        };
    }

    private Dealing force(Arrival arrival, String code) {
        boolean rejection = Codes.isRejection(code);
        if (rejection) {
            ledger.rejected(arrival, code);
        }
        return new Dealing(
                rejection ? ReceivedRequest.Effect.REJECTED : ReceivedRequest.Effect.NONE,
                Answer.error(settings.errorHttpStatus(), code, null));
    }

    /** A request that would have been refused or is a duplicate has no number to lose. */
    private Dealing useUp(Arrival arrival, String code) {
        boolean acceptable = check(arrival).isEmpty() && !ledger.isSettled(arrival);
        if (acceptable) {
            ledger.usedUp(arrival, code);
        }
        return new Dealing(
                acceptable ? ReceivedRequest.Effect.USED_UP : ReceivedRequest.Effect.NONE,
                Answer.error(settings.errorHttpStatus(), code, null));
    }

    private Dealing process(Arrival arrival) {
        Optional<Rejection> rejection = check(arrival);
        if (rejection.isEmpty() && ledger.isSettled(arrival)) {
            return new Dealing(
                    ReceivedRequest.Effect.DUPLICATE,
                    Answer.error(settings.errorHttpStatus(), Codes.DUPLICATE_REQUEST, null));
        }
        rejection = rejection.or(() -> links.check(arrival));
        if (rejection.isPresent()) {
            ledger.rejected(arrival, rejection.get().code());
            return new Dealing(
                    ReceivedRequest.Effect.REJECTED,
                    Answer.error(
                            settings.errorHttpStatus(),
                            rejection.get().code(),
                            rejection.get().detail()));
        }
        links.link(arrival);
        ledger.accepted(arrival);
        return new Dealing(ReceivedRequest.Effect.ACCEPTED, Answer.success());
    }

    private Optional<Rejection> check(Arrival arrival) {
        JsonNode json = arrival.json();
        ExchangeEntity entity = arrival.entity();
        if (json == null) {
            return Optional.of(new Rejection(Codes.ILLEGAL_REQUEST, "the body is no JSON object"));
        }
        if (entity == null) {
            return Optional.of(Rejection.illegalParam("bizEntityKey", "no such entity"));
        }
        if (!arrival.signatureValid()) {
            return Optional.of(new Rejection(Codes.SIGN_MISMATCH, ""));
        }
        return new RecordRules(entity, settings).check(json);
    }

    private record Dealing(ReceivedRequest.Effect effect, Answer answer) {
        static final Dealing NONE = new Dealing(ReceivedRequest.Effect.NONE, Answer.NONE);
    }
}
