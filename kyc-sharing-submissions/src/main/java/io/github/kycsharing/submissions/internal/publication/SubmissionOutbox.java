package io.github.kycsharing.submissions.internal.publication;

import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Events of submissions. */
public final class SubmissionOutbox implements Outbox {
    private final EventStore events;
    private final SubmissionStore submissions;
    private final RecordCipher cipher;
    private final Function<String, Optional<String>> clientName;

    /** @param clientName name of the client of a bizEntityKey, if this application configures it */
    public SubmissionOutbox(
            EventStore events,
            SubmissionStore submissions,
            RecordCipher cipher,
            Function<String, Optional<String>> clientName) {
        this.events = events;
        this.submissions = submissions;
        this.cipher = cipher;
        this.clientName = clientName;
    }

    @Override
    public List<Long> due(int shard, Instant now, int limit) {
        return events.due(shard, now, limit);
    }

    @Override
    public Optional<Pending> lock(long id) {
        return events.lockUnpublished(id)
                .map(event -> new Pending(
                        event.publishFailures(),
                        () -> description(event),
                        () -> submissions.find(event.submissionId()).map(row -> changed(event, row))));
    }

    private String description(EventRow event) {
        return event.id() + " (requestNo "
                + submissions
                        .find(event.submissionId())
                        .map(SubmissionRow::printableRequestNo)
                        .orElse("unknown")
                + ")";
    }

    @Override
    public void markPublished(long id, Instant at) {
        events.markPublished(id, at);
    }

    @Override
    public void postpone(long id, int failures, Instant until) {
        events.postpone(id, failures, until);
    }

    private KycSubmissionChanged changed(EventRow event, SubmissionRow row) {
        return new KycSubmissionChanged(
                event.id(),
                row.id(),
                clientName.apply(row.bizEntityKey()),
                row.requestNo(),
                row.customer(),
                Optional.ofNullable(event.fromState()),
                event.state(),
                event.evidence(),
                Optional.ofNullable(event.code()),
                Optional.ofNullable(event.note()).map(note -> note(note, row)),
                event.occurredAt());
    }

    private String note(Ciphertext note, SubmissionRow row) {
        RecordCipher.Place place =
                new RecordCipher.Place(row.id(), row.bizEntityKey(), row.requestNo(), RecordCipher.Purpose.NOTE);
        return new String(cipher.decrypt(note, place), StandardCharsets.UTF_8);
    }
}
