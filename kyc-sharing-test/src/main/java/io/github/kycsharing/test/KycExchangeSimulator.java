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
 * An exchange simulator on the loopback interface. It knows entities and their secrets, verifies each request's signature over
 * the received bytes, applies the rules of the specification, remembers requestNos and linked sub accounts, and returns the
 * documented codes. Thread safe: it processes requests one at a time and sends responses concurrently.
 *
 * <p>It checks a request in this order, and the first failed check determines the code:
 *
 * <ol>
 *   <li>a {@link Fault} that is scripted for it may come before or after everything else;
 *   <li>the body must be a JSON object, else {@code 10040005};
 *   <li>its bizEntityKey must be known, else {@code 000002};
 *   <li>the signature must be valid, else {@code 10040080}, in the second documented response format;
 *   <li>the record must keep the rules, else {@code 000002}, or {@code 10040005} where a JSON value has the wrong type;
 *   <li>the requestNo must be unused, else {@code 10040008}: an accepted request uses its number, and so does
 *       {@link Fault#SYSTEM_ERROR_NUMBER_USED_UP}; a refused request does not;
 *   <li>the sub account must match its customer and main account, else {@code 10040102}, {@code 10040082},
 *       {@code 10040104} or {@code 10040101};
 *   <li>otherwise the request is accepted: {@code 000000}.
 * </ol>
 *
 * <p>A status query goes through the first five checks. The response has the customer's {@link #status}, or {@code nonExisted}.
 * The other calls of {@link ReceivedRequest.Call} go through the same checks, each with its own rules.
 *
 * <p>In an error response {@code messageDetail} names the field and the rule that it breaks. The real exchange does not promise
 * this, so do not depend on it.
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
     * Returns a builder of an exchange.
     *
     * @return a builder without entities, with a free port and the system's clock
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The base URL of the exchange, without a path: {@code http://127.0.0.1:PORT}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** The port of the exchange, also after it is closed. */
    public int port() {
        return port;
    }

    /** The entities that the exchange knows, in the order of the builder. */
    public List<ExchangeEntity> entities() {
        return entities;
    }

    /** The requests received so far. */
    public ExchangeJournal journal() {
        return exchange.journal();
    }

    /**
     * Returns the effect of each requestNo so far.
     *
     * @return the entries by requestNo, in the order of their first appearance; a number that was never accepted, refused or
     *     used up is not in it
     * @throws IllegalStateException if two entities used the same number: {@link #ledger(String)} distinguishes them
     */
    public Map<String, LedgerEntry> ledger() {
        return byRequestNo(exchange.ledger());
    }

    /**
     * Returns the effect of each requestNo of one entity so far.
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
     * Returns the effect of one requestNo so far.
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

    /** The script of faults. */
    public FaultScript faults() {
        return faults;
    }

    /**
     * Returns the status of a customer of the first entity, to read or change it.
     *
     * @param entityCustomerId the customer, known to the exchange or not
     * @return the customer's status
     */
    public CustomerStatus status(String entityCustomerId) {
        return status(entities.get(0).bizEntityKey(), entityCustomerId);
    }

    /**
     * Returns the status of a customer of an entity, to read or change it.
     *
     * @param bizEntityKey the entity
     * @param entityCustomerId the customer, known to the exchange or not
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
     * Advances the exchange's time, completes the imports and RFI submissions that become due, and sends the notifications that
     * become due, each at its time. When this returns, they have been delivered or have failed.
     *
     * @param time the time to add; zero sends the notifications that are due by the clock of the builder
     */
    public void advance(Duration time) {
        notifications.advance(time);
    }

    /**
     * Removes all requests, numbers, imports, linked accounts, customers, RFI records, notifications and faults. Keeps entities,
     * port and time.
     */
    public void reset() {
        exchange.reset();
        notifications.clear();
    }

    /** Stops listening and closes stalled responses. Later connections are refused. */
    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        notifications.close();
        server.stop();
    }

    /** Returns the address and the keys of the entities. */
    @Override
    public String toString() {
        return "KycExchangeSimulator[" + baseUrl() + ", " + entities + "]";
    }

    private static Map<String, LedgerEntry> byRequestNo(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> map = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            if (map.put(entry.requestNo(), entry) != null) {
                throw new IllegalStateException("two entities used the same requestNo: use ledger(bizEntityKey)");
            }
        }
        return map;
    }

    /** Builds and starts an exchange. */
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
         * Sets the seed of random faults.
         *
         * @param seed 0 by default
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the clock. {@link KycExchangeSimulator#advance} adds to its time.
         *
         * @param clock the system's by default
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets the HTTP status of error responses, which is not documented.
         *
         * @param status the status, such as 400; 200 by default
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
         * Sets whether two entities may use the same requestNo, which is not documented.
         *
         * @param perEntity true, the default, if they may; false if a duplicate depends on the number alone
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
         * Sets whether broker account ids in records and status queries must be digits. The exchange's general pages require
         * digits, but the specification's own example has other ids.
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
         * Sets the statuses of every customer who is shared for the first time. Each status query returns the next one, and the
         * last one stays.
         *
         * @param statuses at least one; {@link ExchangeStatus#PROCESS} only, by default
         * @return this builder
         */
        public Builder statusAfterSharing(ExchangeStatus... statuses) {
            if (statuses.length == 0) {
                throw new IllegalArgumentException("at least one status is required");
            }
            settings = new ExchangeSettings(
                    settings.errorHttpStatus(),
                    settings.requestNoPerEntity(),
                    settings.digitsOnlyAccountIds(),
                    List.of(statuses));
            return this;
        }

        /**
         * Sets whether notifications have {@code X-SHA2-Signature}, which is not documented: for tests of receivers that verify it.
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
         * @return the running exchange
         */
        public KycExchangeSimulator start() {
            return new KycExchangeSimulator(this);
        }
    }
}
