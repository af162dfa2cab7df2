package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.EntityPoll;
import io.github.kycsharing.submissions.internal.engine.NextPoll;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.InformationCursor;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The work on requests for information of an access entity: sends files, polls their results, and reads the list of requests. Each of the
 * three has a time of its own, so that none holds another back. Two instances that execute it at once do nothing twice.
 */
public final class InformationPoll implements EntityPoll {
    /** Name of the poll. */
    public static final String NAME = "information";

    private static final Duration TIME_OF_EACH = Duration.ofSeconds(3);
    /** Without a permit by then, the rest of the batch is left to the next execution. */
    static final Duration MAX_PERMIT_WAIT = Duration.ofSeconds(2);

    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
    /** A wake-up may be lost with its process; what is due is found after this time. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
    /** Notifications cause one reading of the list in this time at most. */
    private static final Duration MIN_PAUSE_OF_LIST = Duration.ofSeconds(10);

    private final Entities entities;
    private final InformationStore store;
    private final LaneStore lanes;
    private final TransactionTemplate tx;
    private final DatabaseClock clock;
    private final Runnable publication;
    private final FilesDelivery delivery;
    private final FilesResults results;
    private final InformationList list;

    /** @param publication wakes the publication of events */
    public InformationPoll(
            Entities entities,
            CustomerData data,
            CustomerEvents contents,
            LaneStore lanes,
            RecordCipher cipher,
            TransactionTemplate tx,
            DatabaseClock clock,
            InformationPolicy policy,
            Runnable publication,
            RequestPermits permits,
            Steps steps) {
        this.entities = entities;
        this.store = data.informationRequests();
        this.lanes = lanes;
        this.tx = tx;
        this.clock = clock;
        this.publication = publication;
        InformationWriter writer = new InformationWriter(entities, data, contents);
        InformationContent content = new InformationContent(cipher);
        FilesTransitions transitions = new FilesTransitions(policy);
        this.delivery = new FilesDelivery(store, writer, content, transitions, tx, clock, permits, steps);
        this.results = new FilesResults(store, writer, content, transitions, tx, clock, permits, steps);
        this.list = new InformationList(store, writer, content, transitions, policy, tx, clock, permits, steps);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public Optional<NextPoll> execute(String bizEntityKey, int shard, BooleanSupplier goOn) {
        KycSharingClient client = entities.client(bizEntityKey).orElse(null);
        if (client == null) {
            return Optional.of(NextPoll.at(now().plus(MAX_PAUSE)));
        }
        boolean paused = Boolean.TRUE.equals(tx.execute(status -> takeWakeUp(bizEntityKey)));
        try {
            delivery.send(client, bizEntityKey, paused, limited(goOn));
            results.query(client, bizEntityKey, limited(goOn));
            list.read(client, bizEntityKey, limited(goOn));
        } finally {
            publication.run();
        }
        Instant next = Objects.requireNonNull(tx.execute(status -> next(bizEntityKey, paused)));
        // Whatever wakes it: a flood of notifications causes no flood of calls.
        return Optional.of(new NextPoll(next, now().plus(MIN_PAUSE)));
    }

    /** Whether the lane is paused: it sends nothing, and polls go on. */
    private boolean takeWakeUp(String bizEntityKey) {
        Instant now = now();
        InformationCursor cursor = store.cursor(bizEntityKey, now);
        Instant notBefore =
                cursor.startedAt() == null ? now : cursor.startedAt().plus(MIN_PAUSE_OF_LIST);
        Instant dueAt = notBefore.isAfter(now) ? notBefore : now;
        boolean unused = store.takeWakeUp(bizEntityKey, dueAt, dueAt);
        return lanes.find(bizEntityKey)
                .filter(lane -> lane.state() == KycLane.State.PAUSED)
                .isPresent();
    }

    private BooleanSupplier limited(BooleanSupplier goOn) {
        long started = System.nanoTime();
        return () -> goOn.getAsBoolean() && System.nanoTime() - started < TIME_OF_EACH.toNanos();
    }

    private Instant next(String bizEntityKey, boolean paused) {
        Instant now = now();
        Instant latest = now.plus(MAX_PAUSE);
        Instant due = store.cursor(bizEntityKey, now).dueAt();
        Instant files = store.nextDue(bizEntityKey, !paused).orElse(latest);
        Instant first = earlier(latest, earlier(due, files));
        Instant earliest = now.plus(MIN_PAUSE);
        return first.isBefore(earliest) ? earliest : first;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
