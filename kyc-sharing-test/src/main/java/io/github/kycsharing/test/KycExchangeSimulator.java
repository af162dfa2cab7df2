package io.github.kycsharing.test;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exchange on the loopback interface. It knows entities and their secrets, verifies each request's signature over the
 * bytes that it received, applies the rules of the specification, remembers requestNoGenerator and linked sub accounts, and answers
 * with the documented codes. Thread safe: requests are dealt with one at a time and answered concurrently.
 *
 * <p>What it does with a request, in this order; the first thing that is wrong decides the code:
 *
 * <ol>
 *   <li>a {@link Fault} that is scripted for it may come before or after everything else;
 *   <li>the body must be a JSON object, else {@code 10040005};
 *   <li>its bizEntityKey must be known, else {@code 000002};
 *   <li>the signature must be right, else {@code 10040080}, in the second documented shape;
 *   <li>the record must keep the rules, else {@code 000002}, or {@code 10040005} where a JSON value has the wrong type;
 *   <li>the requestNo must be free, else {@code 10040008}: a request that was accepted takes its number, as does a system
 *       error that says so, a refused one does not;
 *   <li>the sub account must fit to its customer and main account, else {@code 10040102}, {@code 10040082},
 *       {@code 10040104} or {@code 10040101};
 *   <li>then it is accepted: {@code 000000}.
 * </ol>
 *
 * <p>A status query goes through the first five of these; then it is answered with what {@link #status} says of the customer, or
 * with {@code nonExisted}. So do the other calls of {@link ReceivedRequest.Call}, each with the rules of its own.
 *
 * <p>In an error response {@code messageDetail} names the field and the rule that it breaks, which the real exchange does not
 * promise: it is there to read, not to depend on.
 */
public final class KycExchangeSimulator implements AutoCloseable {
    /** The path of the call that shares a record, with POST. */
    public static final String PATH = "/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data";

    /** The path of the status query, with POST. */
    public static final String STATUS_PATH = "/bapi/ekyc/v2/public/ekyc/customer/check-kyc-status";

    private final List<ExchangeEntity> entities;
    private final Exchange exchange;
    private final FaultScript faults;
    private final ImportScript imports = new ImportScript();
    private final Notifications notifications;
    private final WireMockServer server;
    private final @Nullable ControlServer control;
    private final int port;

    private KycExchangeSimulator(Builder builder) {
        entities = List.copyOf(builder.entities.values());
        faults = new FaultScript(builder.seed);
        Map<String, ExchangeEntity> known = Map.copyOf(builder.entities);
        ExchangeClock clock = new ExchangeClock(builder.clock);
        notifications = new Notifications(clock, known, builder.signedNotifications);
        FamilySettings family = new FamilySettings(
                builder.importDelay,
                builder.unknownRequestNoCode,
                builder.linkAccountsSuccessCode,
                builder.rfiResultDelay);
        exchange =
                new Exchange(known, builder.settings, family, imports, clock, faults, notifications, builder.listener);
        server = ExchangeHttp.start(builder.bindAddress, builder.port, exchange);
        port = server.port();
        control = builder.controlPort.isPresent() ? ControlServer.start(builder.controlPort.getAsInt(), this) : null;
    }

    /**
     * Starts the description of an exchange.
     *
     * @return a builder without entities, on a random port, at the system's time
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the exchange listens, without a path: {@code http://127.0.0.1:PORT}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** The port that the exchange listens on, also when it is closed. */
    public int port() {
        return port;
    }

    /** The entities that the exchange knows, in the order in which they were given. */
    public List<ExchangeEntity> entities() {
        return entities;
    }

    /** What has been received so far. */
    public ExchangeJournal journal() {
        return exchange.journal();
    }

    /**
     * What has become of each requestNo so far.
     *
     * @return the entries by requestNo, in the order of their first appearance; a number that was never accepted, refused or
     *     used up is not in it
     * @throws IllegalStateException if two entities used the same number: {@link #ledger(String)} tells them apart
     */
    public Map<String, LedgerEntry> ledger() {
        return byRequestNo(exchange.ledger());
    }

    /**
     * What has become of each requestNo of one entity so far.
     *
     * @param bizEntityKey the entity
     * @return its entries by requestNo
     */
    public Map<String, LedgerEntry> ledger(String bizEntityKey) {
        return byRequestNo(exchange.ledger().stream()
                .filter(entry -> entry.bizEntityKey().equals(bizEntityKey))
                .toList());
    }

    /**
     * What has become of one requestNo so far.
     *
     * @param requestNo the number
     * @return its entry; empty if it was never accepted, refused or used up
     * @throws IllegalStateException if two entities used the same number, see {@link #ledger()}
     */
    public Optional<LedgerEntry> ledgerEntry(String requestNo) {
        return Optional.ofNullable(ledger().get(requestNo));
    }

    List<LedgerEntry> ledgerEntries() {
        return exchange.ledger();
    }

    /** What goes wrong, and when. */
    public FaultScript faults() {
        return faults;
    }

    /**
     * How a customer of the first entity stands, to be looked at and changed.
     *
     * @param entityCustomerId the customer, known already or not
     * @return the customer's status
     */
    public CustomerStatus status(String entityCustomerId) {
        return status(entities.get(0).bizEntityKey(), entityCustomerId);
    }

    /**
     * How a customer of an entity stands, to be looked at and changed.
     *
     * @param bizEntityKey the entity
     * @param entityCustomerId the customer, known already or not
     * @return the customer's status
     */
    public CustomerStatus status(String bizEntityKey, String entityCustomerId) {
        return new CustomerStatus(exchange, new Customers.Key(bizEntityKey, entityCustomerId));
    }

    /**
     * The status of the person behind an OAuth link of the first entity, to be looked at and changed. Such a person has no
     * notifyUrl.
     *
     * @param openId the person's id
     * @param oauthClientId the OAuth client
     * @return the person's status, which {@code inner-query-kyc-status} reports
     */
    public CustomerStatus oauthStatus(String openId, String oauthClientId) {
        return new CustomerStatus(
                exchange,
                AccountHolder.ofOAuthLink(openId, oauthClientId)
                        .key(entities.get(0).bizEntityKey()));
    }

    /** The imports that fail. */
    public ImportScript imports() {
        return imports;
    }

    /** The accounts that are linked now, in the order in which they were linked. */
    public List<LinkedAccount> linkedAccounts() {
        return exchange.linkedAccounts();
    }

    /**
     * Raises an RFI record (request for information) for a customer of the first entity. No notification follows.
     *
     * @param entityCustomerId the customer, known already or not
     * @param request the content of the record
     * @return the record
     */
    public RfiRecord raiseRfi(String entityCustomerId, RfiRequest request) {
        return raiseRfi(entities.get(0).bizEntityKey(), entityCustomerId, request);
    }

    /**
     * Raises an RFI record (request for information) for a customer of an entity. No notification follows.
     *
     * @param bizEntityKey the entity
     * @param entityCustomerId the customer, known already or not
     * @param request the content of the record
     * @return the record
     */
    public RfiRecord raiseRfi(String bizEntityKey, String entityCustomerId, RfiRequest request) {
        Customers.Key customer = new Customers.Key(bizEntityKey, entityCustomerId);
        String recordId = exchange.rfi(
                (records, now) -> records.raise(customer, request, now).recordId());
        return new RfiRecord(exchange, customer, recordId);
    }

    /** All RFI records, oldest first. */
    public List<RfiRecord> rfiRecords() {
        return exchange.rfi((records, now) -> records.all().stream()
                .map(entry -> new RfiRecord(exchange, entry.customer(), entry.recordId()))
                .toList());
    }

    /** The port of the control, if it is on. */
    OptionalInt controlPort() {
        return control == null ? OptionalInt.empty() : OptionalInt.of(control.port());
    }

    /** The notifications of changed statuses and of results of submitted files. */
    public Notifications notifications() {
        return notifications;
    }

    /**
     * Moves the exchange's time forward, completes the imports and RFI submissions that fall due on the way and makes the
     * notifications that fall due, each at its time. They have been
     * delivered or have failed when this returns.
     *
     * @param time how far; zero makes what has fallen due by the clock of the builder
     */
    public void advance(Duration time) {
        notifications.advance(time);
    }

    /**
     * Forgets all requests, numbers, imports, linked accounts, customers, RFI records, notifications and faults; entities, port
     * and time stay.
     */
    public void reset() {
        exchange.reset();
        notifications.clear();
    }

    /** Stops listening and cuts off answers that are still stalled. From now on connections are refused. */
    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        notifications.close();
        server.stop();
    }

    /** Names the address and the keys of the entities. */
    @Override
    public String toString() {
        return "KycExchangeSimulator[" + baseUrl() + ", " + entities + "]";
    }

    private static Map<String, LedgerEntry> byRequestNo(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> map = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            if (map.put(entry.requestNo(), entry) != null) {
                throw new IllegalStateException("two entities used the same requestNo: ask for one entity's ledger");
            }
        }
        return map;
    }

    /** Describes an exchange and starts it. */
    public static final class Builder {
        private final Map<String, ExchangeEntity> entities = new LinkedHashMap<>();
        private ExchangeSettings settings = ExchangeSettings.DEFAULT;
        private Clock clock = Clock.systemUTC();
        private Consumer<ReceivedRequest> listener = request -> {};
        private boolean signedNotifications;
        private Duration importDelay = Duration.ZERO;
        private Optional<String> unknownRequestNoCode = Optional.empty();
        private String linkAccountsSuccessCode = Codes.SUCCESS;
        private Duration rfiResultDelay = Duration.ZERO;
        private OptionalInt controlPort = OptionalInt.empty();
        private String bindAddress = "127.0.0.1";
        private int port;
        private long seed;

        private Builder() {}

        /**
         * Adds an entity, or replaces the one with the same key.
         *
         * @param entity the entity
         * @return this builder
         */
        public Builder entity(ExchangeEntity entity) {
            entities.put(entity.bizEntityKey(), entity);
            return this;
        }

        /**
         * Sets the port.
         *
         * @param port 0, the default, for any that is free
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Sets the seed of the faults that happen by chance.
         *
         * @param seed 0 by default
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the clock that tells when a request arrived. {@link KycExchangeSimulator#advance} goes ahead of it.
         *
         * @param clock the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets the HTTP status of error answers, which nothing documents.
         *
         * @param status 200 by default; such as 400
         * @return this builder
         */
        public Builder errorHttpStatus(int status) {
            settings = new ExchangeSettings(
                    status,
                    settings.requestNoPerEntity(),
                    settings.digitsOnlyAccountIds(),
                    settings.statusAfterSharing());
            return this;
        }

        /**
         * Sets whether two entities may use the same requestNo, which nothing documents.
         *
         * @param perEntity true, the default, if they may; false if the number alone decides about a duplicate
         * @return this builder
         */
        public Builder requestNoPerEntity(boolean perEntity) {
            settings = new ExchangeSettings(
                    settings.errorHttpStatus(),
                    perEntity,
                    settings.digitsOnlyAccountIds(),
                    settings.statusAfterSharing());
            return this;
        }

        /**
         * Sets whether broker account ids, in records and in status queries, must be digits. The exchange's general pages say so; the specification's own
         * example sends others.
         *
         * @param digitsOnly false by default
         * @return this builder
         */
        public Builder digitsOnlyAccountIds(boolean digitsOnly) {
            settings = new ExchangeSettings(
                    settings.errorHttpStatus(),
                    settings.requestNoPerEntity(),
                    digitsOnly,
                    settings.statusAfterSharing());
            return this;
        }

        /**
         * Sets how a customer stands who has been shared for the first time: with each status query one further, the last one
         * stays.
         *
         * @param statuses at least one; {@link ExchangeStatus#PROCESS} for good by default
         * @return this builder
         */
        public Builder statusAfterSharing(ExchangeStatus... statuses) {
            if (statuses.length == 0) {
                throw new IllegalArgumentException("a customer stands somehow");
            }
            settings = new ExchangeSettings(
                    settings.errorHttpStatus(),
                    settings.requestNoPerEntity(),
                    settings.digitsOnlyAccountIds(),
                    List.of(statuses));
            return this;
        }

        /**
         * Sets whether notifications carry {@code X-SHA2-Signature}, which nothing documents: for tests of receivers that are
         * ready for it.
         *
         * @param signed false by default; true for a signature over the body with the entity's secret
         * @return this builder
         */
        public Builder signedNotifications(boolean signed) {
            signedNotifications = signed;
            return this;
        }

        /**
         * Sets the time from accepting a record until its import is complete. Before, {@code query-share-data-status} reports
         * INIT, then SUCCESS, or FAIL where {@link KycExchangeSimulator#imports} says so. The time is the exchange's, see
         * {@link KycExchangeSimulator#advance}.
         *
         * @param delay zero by default: an import is complete as soon as its record is accepted
         * @return this builder
         */
        public Builder importDelay(Duration delay) {
            importDelay = notNegative(delay);
            return this;
        }

        /**
         * Sets the error code of {@code query-share-data-status} for a requestNo that the customer's accepted shares do not
         * have, which nothing documents.
         *
         * @param code an error code; without this setting the response is a success whose data is null
         * @return this builder
         */
        public Builder unknownRequestNoCode(String code) {
            if (code.equals(Codes.SUCCESS)) {
                throw new IllegalArgumentException("000000 is no error code");
            }
            unknownRequestNoCode = Optional.of(code);
            return this;
        }

        /**
         * Sets the code of success of {@code add-account-info-list}: the exchange documents {@code 000000} and
         * {@code 000000000}.
         *
         * @param code {@code 000000} by default
         * @return this builder
         */
        public Builder linkAccountsSuccessCode(String code) {
            if (!code.equals(Codes.SUCCESS) && !code.equals(Codes.LONG_SUCCESS)) {
                throw new IllegalArgumentException("the code of success is 000000 or 000000000");
            }
            linkAccountsSuccessCode = code;
            return this;
        }

        /**
         * Sets the time from a submission of RFI files until its result. The time is the exchange's, see
         * {@link KycExchangeSimulator#advance}.
         *
         * @param delay zero by default: the result is there as soon as the submission is accepted
         * @return this builder
         */
        public Builder rfiResultDelay(Duration delay) {
            rfiResultDelay = notNegative(delay);
            return this;
        }

        private static Duration notNegative(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay must not be negative");
            }
            return delay;
        }

        Builder controlPort(int port) {
            controlPort = OptionalInt.of(port);
            return this;
        }

        Builder bindAddress(String address) {
            bindAddress = address;
            return this;
        }

        Builder listener(Consumer<ReceivedRequest> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Starts the exchange.
         *
         * @return an exchange that accepts connections already
         */
        public KycExchangeSimulator start() {
            return new KycExchangeSimulator(this);
        }
    }
}
