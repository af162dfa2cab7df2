package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Records in the history of a submission what people did, who and why. Every method needs a transaction. */
public final class ActionHistory {
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final InstantSource clock;

    /** Writes to this store. */
    public ActionHistory(SubmissionStore store, RecordCipher cipher, InstantSource clock) {
        this.store = store;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** An action that may have changed the state. */
    void append(SubmissionState before, SubmissionRow stored, SubmissionAction action, Intervention by) {
        store.append(EventRow.of(before, stored, by.actor(), Commands.note(cipher, stored, by.reason()))
                .of(action));
    }

    /** An action that leaves the submission as it is. Its version stays: a command in preparation goes on. */
    void append(SubmissionRow row, SubmissionAction action, Intervention by) {
        SubmissionRow now = row.toBuilder()
                .updatedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
        append(row.state(), now, action, by);
    }

    /**
     * Files that were submitted for a request for information, in the history of the customer's last submission. It is called before the
     * request is locked: the erasure of a customer locks in the same order. A customer without a submission has no history.
     */
    public void filesSubmitted(String bizEntityKey, String entityCustomerId, Intervention by) {
        List<SubmissionRow> all = store.ofCustomer(bizEntityKey, entityCustomerId);
        if (all.isEmpty()) {
            return;
        }
        store.lock(all.get(all.size() - 1).id()).ifPresent(last -> append(last, SubmissionAction.SUBMIT_FILES, by));
    }
}
