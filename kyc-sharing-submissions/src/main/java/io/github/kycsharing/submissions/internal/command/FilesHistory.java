package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Records in the history of a customer's last submission who has submitted files for a request for information. */
public final class FilesHistory {
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final InstantSource clock;

    /** Writes to this store. */
    public FilesHistory(SubmissionStore store, RecordCipher cipher, InstantSource clock) {
        this.store = store;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Records it in the transaction of the caller, before that one locks the request: the erasure of a customer locks in the same order. A
     * customer without a submission has no history.
     */
    public void record(String bizEntityKey, String entityCustomerId, Intervention by) {
        List<SubmissionRow> all = store.ofCustomer(bizEntityKey, entityCustomerId);
        if (all.isEmpty()) {
            return;
        }
        store.lock(all.get(all.size() - 1).id()).ifPresent(last -> {
            SubmissionRow now = last.toBuilder()
                    .updatedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                    .build();
            store.append(EventRow.of(last.state(), now, by.actor(), Commands.note(cipher, now, by.reason()))
                    .of(SubmissionAction.SUBMIT_FILES));
        });
    }
}
