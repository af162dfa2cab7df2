package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import io.github.kycsharing.submissions.internal.tracking.TrackingObserver.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes the results of queries, with the event of another status. Every method needs a transaction. */
final class StatusResults {
    private static final Duration OTHER_INSTANCE_PAUSE = Duration.ofSeconds(30);

    private final CustomerStore customers;
    private final CustomerEventStore events;
    private final CustomerEvents contents;
    private final RecordCipher cipher;
    private final InstantSource clock;
    private final TrackingPolicy policy;

    StatusResults(
            CustomerStore customers,
            CustomerEventStore events,
            CustomerEvents contents,
            RecordCipher cipher,
            InstantSource clock,
            TrackingPolicy policy) {
        this.customers = customers;
        this.events = events;
        this.contents = contents;
        this.cipher = cipher;
        this.clock = clock;
        this.policy = policy;
    }

    /** No response says nothing about the customer, so that its other pauses stay as they are. */
    PollResult noResponse(CustomerRow row) {
        Instant now = now();
        int failures = row.failures() + 1;
        CustomerRow after = row.toBuilder()
                .failures(failures)
                .dueAt(now.plus(policy.afterFailures(failures)))
                .lastPolledAt(now)
                .build();
        return written(row, after, PollResult.NO_RESPONSE);
    }

    /** A refusal does not say that there is no record. */
    PollResult rejected(CustomerRow row) {
        return written(row, unchanged(row, true), PollResult.REJECTED);
    }

    PollResult status(CustomerRow row, KycStatus status) {
        if (!status.isKnown()) {
            return written(row, unchanged(row, row.status() != null), PollResult.NO_RECORD);
        }
        Fingerprint last = row.status();
        if (last != null && !cipher.hasKey(last.keyId())) {
            return leftToOthers(row);
        }
        Instant now = now();
        List<Fingerprint> fingerprints = cipher.statusFingerprints(StatusContent.of(status));
        boolean decided = status.isFinal();
        boolean other = last == null || !fingerprints.contains(last);
        CustomerRow.Builder after = row.toBuilder()
                .decided(decided)
                .announce(row.announce() && !decided)
                .status(fingerprints.get(0))
                .statusSince(other ? now : row.statusSince())
                .polls(other && !decided ? 0 : row.polls() + 1) // the next step may come soon
                .failures(0)
                .lastPolledAt(now);
        CustomerRow next = withNext(after.build(), true, now);
        if (!other && !(decided && row.announce())) {
            return written(row, next, PollResult.UNCHANGED);
        }
        PollResult result = written(row, next, PollResult.CHANGED);
        if (result == PollResult.CHANGED) {
            events.append(contents.statusChanged(row, status, now));
        }
        return result;
    }

    /** Whether this is another status, only an instance with the key of the fingerprint knows. */
    private PollResult leftToOthers(CustomerRow row) {
        CustomerRow after =
                row.toBuilder().dueAt(now().plus(OTHER_INSTANCE_PAUSE)).build();
        boolean unused = customers.polled(after, null); // the wake-up stays
        return PollResult.OUTDATED;
    }

    private CustomerRow unchanged(CustomerRow row, boolean known) {
        Instant now = now();
        CustomerRow after = row.toBuilder()
                .polls(row.polls() + 1)
                .failures(0)
                .lastPolledAt(now)
                .build();
        return withNext(after, known, now);
    }

    private CustomerRow withNext(CustomerRow row, boolean known, Instant now) {
        boolean decided = row.decided() && !row.announce();
        return row.toBuilder()
                .dueAt(policy.next(row.polls(), decided, known, row.awaitedSince(), now)
                        .orElse(null))
                .build();
    }

    private PollResult written(CustomerRow before, CustomerRow after, PollResult result) {
        return customers.polled(after, before.wokenAt()) ? result : PollResult.OUTDATED;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
