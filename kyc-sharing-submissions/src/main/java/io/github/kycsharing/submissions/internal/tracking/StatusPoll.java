package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.EntityPoll;
import io.github.kycsharing.submissions.internal.engine.NextPoll;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.rate.Permit;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import io.github.kycsharing.submissions.internal.tracking.TrackingObserver.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queries the statuses of an access entity's customers that are due, and stores an event for each new one. No transaction is open during a
 * query. Half of a batch is for customers with a notification, the rest for those who are due by themselves, so that neither waits for ever.
 */
public final class StatusPoll implements EntityPoll {
    /** Name of the poll. */
    public static final String NAME = "status";

    private static final DeliveryOptions ONE_ATTEMPT =
            DeliveryOptions.builder().maxAttempts(1).build();
    /** Time that a batch of queries is for: longer ones cost fewer transactions, shorter ones notice a notification earlier. */
    private static final Duration BATCH = Duration.ofSeconds(5);

    private static final Duration MAX_PERMIT_WAIT = Duration.ofSeconds(2);
    /** After this many queries in a row without a response, the exchange counts as not available. */
    private static final int MAX_SILENT = 3;
    /** The part of a batch for accounts whose last query had no response. */
    private static final int FAILING_PART = 3;
    /** A notification that another instance stores is noticed after this time at the latest. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Duration OTHER_INSTANCE_PAUSE = Duration.ofSeconds(30);
    private static final Set<DocumentedCode> ENTITY_FAULTS = Set.of(
            DocumentedCode.SIGN_MISMATCH,
            DocumentedCode.TOKEN_TIME_OUT,
            DocumentedCode.SYS_ERROR,
            DocumentedCode.SYS_ERROR_NEED_CONTACT);

    private final Entities entities;
    private final CustomerStore customers;
    private final StatusResults results;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final TrackingPolicy policy;
    private final Runnable publication;
    private final TrackingObserver observer;
    private final RequestPermits permits;
    private final Steps steps;

    /** @param publication wakes the publication of events */
    public StatusPoll(
            Entities entities,
            CustomerStore customers,
            CustomerEventStore events,
            CustomerEvents contents,
            RecordCipher cipher,
            TransactionTemplate tx,
            InstantSource clock,
            TrackingPolicy policy,
            Runnable publication,
            TrackingObserver observer,
            RequestPermits permits,
            Steps steps) {
        this.entities = entities;
        this.customers = customers;
        this.results = new StatusResults(customers, events, contents, cipher, clock, policy);
        this.tx = tx;
        this.clock = clock;
        this.policy = policy;
        this.publication = publication;
        this.observer = observer;
        this.permits = permits;
        this.steps = steps;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int shards() {
        return CustomerStore.SHARDS;
    }

    @Override
    public Optional<NextPoll> execute(String bizEntityKey, int shard, BooleanSupplier goOn) {
        KycSharingClient client = entities.client(bizEntityKey).orElse(null);
        Instant start = now();
        if (client == null) {
            return Optional.of(NextPoll.at(start.plus(OTHER_INSTANCE_PAUSE)));
        }
        int polled = 0;
        int silent = 0;
        boolean responds = false;
        Optional<Instant> refusedUntil = Optional.empty();
        long begin = System.nanoTime();
        for (CustomerRow row : batch(bizEntityKey, shard, start)) {
            if (!goOn.getAsBoolean() || System.nanoTime() - begin > BATCH.toNanos()) {
                break;
            }
            Permit permit = permits.acquire(bizEntityKey, MAX_PERMIT_WAIT);
            if (!permit.isGranted()) {
                refusedUntil = permit.retryAt();
                break;
            }
            PollResult result = poll(client, row);
            observer.polled(bizEntityKey, result);
            polled++;
            silent = result == PollResult.NO_RESPONSE ? silent + 1 : 0;
            responds |= silent == 0;
            if (silent >= MAX_SILENT && !responds) {
                return Optional.empty();
            }
        }
        Instant rateUntil = start.plus(timeOf(polled));
        if (refusedUntil.isPresent()) {
            return refusedUntil.map(until -> NextPoll.notBefore(until.isAfter(rateUntil) ? until : rateUntil));
        }
        return Optional.of(
                polled > 0 ? NextPoll.notBefore(rateUntil) : NextPoll.at(idleUntil(bizEntityKey, shard, start)));
    }

    private List<CustomerRow> batch(String bizEntityKey, int shard, Instant now) {
        int size = Math.max(1, (int) (policy.maxRequestsPerSecond() * BATCH.toSeconds() / CustomerStore.SHARDS));
        return Objects.requireNonNull(tx.execute(status -> {
            List<CustomerRow> due = customers.due(bizEntityKey, shard, now, false, size);
            List<CustomerRow> failing = customers.due(bizEntityKey, shard, now, true, size);
            List<CustomerRow> woken = customers.woken(
                    bizEntityKey, shard, now.minus(policy.wakeUpPause()), now.minus(policy.initialPause()), size);
            // A third at most, and last: they must not hide that the exchange responds to others.
            int forFailing =
                    Math.min(failing.size(), (size + ThreadLocalRandom.current().nextInt(FAILING_PART)) / FAILING_PART);
            return Stream.concat(mixed(woken, due, size - forFailing).stream(), failing.stream())
                    .distinct()
                    .limit(size)
                    .toList();
        }));
    }

    /** One of each in turn. Which is the first is random, so that a batch of one is for each of them at times. */
    private static List<CustomerRow> mixed(List<CustomerRow> woken, List<CustomerRow> due, int size) {
        Map<UUID, CustomerRow> mixed = new LinkedHashMap<>();
        boolean wokenFirst = ThreadLocalRandom.current().nextBoolean();
        List<CustomerRow> first = wokenFirst ? woken : due;
        List<CustomerRow> second = wokenFirst ? due : woken;
        for (int i = 0; i < size; i++) {
            if (i < first.size()) {
                mixed.put(first.get(i).id(), first.get(i));
            }
            if (i < second.size()) {
                mixed.put(second.get(i).id(), second.get(i));
            }
        }
        return mixed.values().stream().limit(size).toList();
    }

    /** Time that so many queries of a shard take at the configured rate. */
    private Duration timeOf(int polled) {
        return Duration.ofSeconds(1)
                .multipliedBy((long) polled * CustomerStore.SHARDS)
                .dividedBy(policy.maxRequestsPerSecond());
    }

    private Instant idleUntil(String bizEntityKey, int shard, Instant now) {
        Instant latest = now.plus(IDLE);
        return Objects.requireNonNull(tx.execute(status -> customers.nextDue(bizEntityKey, shard)))
                .filter(due -> due.isBefore(latest))
                .map(due -> due.isAfter(now) ? due : now)
                .orElse(latest);
    }

    private PollResult poll(KycSharingClient client, CustomerRow row) {
        steps.before("status-query");
        try {
            KycStatus status = client.checkStatus(row.customer().statusQuery(), ONE_ATTEMPT);
            return record(() -> results.status(row, status));
        } catch (KycSharingException e) {
            return record(() -> isResponse(e) ? results.rejected(row) : results.noResponse(row));
        }
    }

    /** Whether the exchange responded to this query; a fault of the access entity concerns all queries. */
    private static boolean isResponse(KycSharingException failure) {
        return failure instanceof KycRejectedException
                && !(failure instanceof KycAccessDeniedException)
                && failure.code()
                        .flatMap(ExchangeCode::documented)
                        .filter(ENTITY_FAULTS::contains)
                        .isEmpty();
    }

    /** Records the result even if this thread was interrupted during the query: a database may fail on such a thread. */
    private PollResult record(Supplier<PollResult> writing) {
        boolean interrupted = Thread.interrupted();
        try {
            steps.before("status-record");
            PollResult result = Objects.requireNonNull(tx.execute(status -> writing.get()));
            if (result == PollResult.CHANGED) {
                publication.run();
            }
            steps.before("status-end");
            return result;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
