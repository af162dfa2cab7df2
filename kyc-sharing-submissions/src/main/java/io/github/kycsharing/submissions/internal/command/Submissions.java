package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Converts rows to what callers see. */
public final class Submissions {
    private Submissions() {}

    /** Where the bytes of a submission are stored. */
    public static RecordCipher.Place body(SubmissionRow row) {
        return place(row, RecordCipher.Purpose.BODY);
    }

    /** Where the notes of a submission are stored. */
    public static RecordCipher.Place note(SubmissionRow row) {
        return place(row, RecordCipher.Purpose.NOTE);
    }

    private static RecordCipher.Place place(SubmissionRow row, RecordCipher.Purpose purpose) {
        return new RecordCipher.Place(row.id(), row.bizEntityKey(), row.requestNo(), purpose);
    }

    /** The submission of a row. */
    public static KycSubmission of(SubmissionRow row, Entities entities) {
        return new KycSubmission(
                row.id(),
                entities.clientName(row.bizEntityKey()),
                row.bizEntityKey(),
                row.requestNo(),
                row.customer(),
                row.state(),
                row.evidence(),
                row.attempts(),
                Optional.ofNullable(row.code()),
                Optional.ofNullable(row.replacesId()),
                row.submittedAt(),
                Optional.ofNullable(row.deliveredAt()),
                Optional.ofNullable(row.endedAt()),
                row.updatedAt(),
                row.version());
    }

    /** The entry of an event, its note decrypted if this instance has the key. */
    static SubmissionEvent entry(EventRow event, SubmissionRow row, RecordCipher cipher) {
        return new SubmissionEvent(
                event.id(),
                event.occurredAt(),
                Optional.ofNullable(event.fromState()),
                event.state(),
                Optional.ofNullable(event.code()),
                event.evidence(),
                event.attempts(),
                Optional.ofNullable(event.action()),
                Optional.ofNullable(event.actor()),
                Optional.ofNullable(event.note())
                        .filter(note -> cipher.hasKey(note.keyId()))
                        .map(note -> new String(cipher.decrypt(note, note(row)), StandardCharsets.UTF_8)),
                Optional.ofNullable(event.publishedAt()));
    }
}
