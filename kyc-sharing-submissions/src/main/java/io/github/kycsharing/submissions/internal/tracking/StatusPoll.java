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
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.EntityPoll;
import io.github.kycsharing.submissions.internal.engine.Steps;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
    /** After this many queries in a row without a response, the exchange counts as not available. */
    private static final int MAX_SILENT = 3;
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
    private final CustomerEventStore events;
    private final CustomerEvents contents;
    private final RecordCipher cipher;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final TrackingPolicy policy;
    private final Runnable publication;
    private final TrackingObserver observer;
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
            Steps steps) {
        this.entities = entities;
        this.customers = customers;
        this.events = events;
        this.contents = contents;
        this.cipher = cipher;
        this.tx = tx;
        this.clock = clock;
        this.policy = policy;
        this.publication = publication;
        this.observer = observer;
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
    public Optional<Instant> execute(String bizEntityKey, int shard, BooleanSupplier goOn) {
        KycSharingClient client = entities.client(bizEntityKey).orElse(null);
        Instant start = now();
        if (client == null) {
            return Optional.of(start.plus(OTHER_INSTANCE_PAUSE));
        }
        int polled = 0;
        int silent = 0;
        for (CustomerRow row : batch(bizEntityKey, shard, start)) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            PollResult result = poll(client, row);
            observer.polled(bizEntityKey, result);
            polled++;
            silent = result == PollResult.NO_RESPONSE ? silent + 1 : 0;
            if (silent == MAX_SILENT) {
                return Optional.empty();
            }
        }
        return Optional.of(polled > 0 ? start.plus(timeOf(polled)) : idleUntil(bizEntityKey, shard, start));
    }

    private List<CustomerRow> batch(String bizEntityKey, int shard, Instant now) {
        int size = Math.max(1, (int) (policy.maxRequestsPerSecond() * BATCH.toSeconds() / CustomerStore.SHARDS));
        Instant polledBefore = now.minus(policy.wakeUpPause());
        return Objects.requireNonNull(tx.execute(status -> {
            List<CustomerRow> due = customers.due(bizEntityKey, shard, now, size);
            List<CustomerRow> woken = customers.woken(bizEntityKey, shard, polledBefore, size);
            return mixed(woken, due, size);
        }));
    }

    /** One of each in turn. */
    private static List<CustomerRow> mixed(List<CustomerRow> woken, List<CustomerRow> due, int size) {
        Map<UUID, CustomerRow> mixed = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            if (i < woken.size()) {
                mixed.put(woken.get(i).id(), woken.get(i));
            }
            if (i < due.size()) {
                mixed.put(due.get(i).id(), due.get(i));
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
        Instant startedAt = now();
        KycStatus status = null;
        PollResult failure = PollResult.NO_RESPONSE;
        try {
            status = client.checkStatus(row.customer().statusQuery(), ONE_ATTEMPT);
        } catch (KycSharingException e) {
            failure = isResponse(e) ? PollResult.REJECTED : PollResult.NO_RESPONSE;
        }
        return record(row, status, failure, startedAt);
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
    private PollResult record(CustomerRow row, @Nullable KycStatus status, PollResult failure, Instant startedAt) {
        boolean interrupted = Thread.interrupted();
        try {
            steps.before("status-record");
            PollResult result = Objects.requireNonNull(tx.execute(current ->
                    status == null ? recordFailure(row, failure, startedAt) : recordStatus(row, status, startedAt)));
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

    private PollResult recordFailure(CustomerRow row, PollResult failure, Instant startedAt) {
        Instant now = now();
        if (failure == PollResult.REJECTED) {
            return written(unchanged(row, now), failure, startedAt);
        }
        // Behind those who wait, and not further: no response says nothing about the customer.
        Instant next = now.plus(policy.initialPause());
        return written(
                polled(row, row.decided(), row.announce(), row.status(), next, row.polls(), now), failure, startedAt);
    }

    private PollResult recordStatus(CustomerRow row, KycStatus status, Instant startedAt) {
        Instant now = now();
        if (!status.isKnown()) {
            return written(unchanged(row, now), PollResult.NO_RECORD, startedAt);
        }
        List<Fingerprint> fingerprints = cipher.statusFingerprints(StatusContent.of(status));
        Fingerprint last = row.status();
        if (last != null && !cipher.hasKey(last.keyId())) {
            // Whether this is another status, only an instance with the key knows.
            return written(unchanged(row, now), PollResult.OUTDATED, startedAt);
        }
        boolean decided = status.isFinal();
        boolean other = last == null || !fingerprints.contains(last);
        boolean changed = other || (decided && row.announce());
        int polls = other && !decided ? 0 : row.polls() + 1; // the next step may come soon
        Instant next =
                policy.next(polls, decided, true, row.awaitedSince(), now).orElse(null);
        CustomerRow after = polled(row, decided, row.announce() && !decided, fingerprints.get(0), next, polls, now);
        PollResult result = written(after, changed ? PollResult.CHANGED : PollResult.UNCHANGED, startedAt);
        if (result == PollResult.CHANGED) {
            events.append(contents.statusChanged(row, status, now));
        }
        return result;
    }

    private CustomerRow unchanged(CustomerRow row, Instant now) {
        int polls = row.polls() + 1;
        Instant next = policy.next(
                        polls, row.decided() && !row.announce(), row.status() != null, row.awaitedSince(), now)
                .orElse(null);
        return polled(row, row.decided(), row.announce(), row.status(), next, polls, now);
    }

    private PollResult written(CustomerRow after, PollResult result, Instant startedAt) {
        return customers.polled(after, startedAt) ? result : PollResult.OUTDATED;
    }

    private static CustomerRow polled(
            CustomerRow row,
            boolean decided,
            boolean announce,
            @Nullable Fingerprint status,
            @Nullable Instant dueAt,
            int polls,
            Instant polledAt) {
        return new CustomerRow(
                row.id(),
                row.bizEntityKey(),
                row.customer(),
                row.pollShard(),
                decided,
                announce,
                status,
                dueAt,
                polls,
                polledAt,
                row.wokenAt(),
                row.trackedSince(),
                row.lastSharedAt(),
                row.version());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
