package io.github.kycsharing.test;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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
 * with {@code nonExisted}.
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
    private final Notifications notifications;
    private final WireMockServer server;
    private final int port;

    private KycExchangeSimulator(Builder builder) {
        entities = List.copyOf(builder.entities.values());
        faults = new FaultScript(builder.seed);
        Map<String, ExchangeEntity> known = Map.copyOf(builder.entities);
        ExchangeClock clock = new ExchangeClock(builder.clock);
        notifications = new Notifications(clock, known, builder.signedNotifications);
        exchange = new Exchange(known, builder.settings, clock, faults, notifications, builder.listener);
        server = ExchangeHttp.start(builder.bindAddress, builder.port, exchange);
        port = server.port();
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

    /** The notifications of changed statuses. */
    public Notifications notifications() {
        return notifications;
    }

    /**
     * ServerActions the exchange's time forward, and makes the notifications that fall due on the way, each at its time. They have been
     * delivered or have failed when this returns.
     *
     * @param time how far; zero makes what has fallen due by the clock of the builder
     */
    public void advance(Duration time) {
        notifications.advance(time);
    }

    /** Forgets all requests, numbers, linked accounts, customers, notifications and faults; entities, port and time stay. */
    public void reset() {
        exchange.reset();
        notifications.clear();
    }

    /** Stops listening and cuts off answers that are still stalled. From now on connections are refused. */
    @Override
    public void close() {
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
