package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.Submissions;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the application rebuild a record before its first attempt. The bytes are frozen by the first attempt. */
public final class RecordRefresh {
    private final @Nullable KycRecordRefresher refresher;
    private final Entities entities;
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final TransactionTemplate tx;

    /** @param refresher the application's; null for none */
    public RecordRefresh(
            @Nullable KycRecordRefresher refresher,
            Entities entities,
            SubmissionStore store,
            RecordCipher cipher,
            TransactionTemplate tx) {
        this.refresher = refresher;
        this.entities = entities;
        this.store = store;
        this.cipher = cipher;
        this.tx = tx;
    }

    void beforeFirstAttempt(UUID id) {
        if (refresher == null) {
            return;
        }
        Optional<SubmissionRow> found = Objects.requireNonNull(tx.execute(status -> store.find(id)));
        SubmissionRow row = found.orElse(null);
        KycSharingClient client =
                row == null ? null : entities.client(row.bizEntityKey()).orElse(null);
        if (row == null || client == null || !isFirst(row)) {
            return;
        }
        Optional<ShareKycRequest> body = Objects.requireNonNull(tx.execute(status -> store.body(id)
                .map(ciphertext -> KycJson.readRequest(cipher.decrypt(ciphertext, Submissions.body(row))))));
        ShareKycRequest stored = body.orElse(null);
        if (stored == null || stored.kycInfo() == null) {
            return;
        }
        Optional<KycInfo> fresh = refreshed(Submissions.of(row, entities), stored.kycInfo());
        fresh.ifPresent(kycInfo ->
                replace(row, client.prepare(stored.toBuilder().kycInfo(kycInfo).build())));
    }

    /** Whatever the application's code throws is its own failure, not one of this module's database. */
    private Optional<KycInfo> refreshed(KycSubmission submission, KycInfo stored) {
        try {
            return Objects.requireNonNull(refresher).refresh(submission, stored);
        } catch (RuntimeException e) {
            throw new IllegalStateException("The KycRecordRefresher failed with " + FailureOrigin.of(e));
        }
    }

    private void replace(SubmissionRow row, PreparedRequest request) {
        if (!request.customer().equals(row.customer())) {
            throw new IllegalStateException("A refreshed record must be of the same customer");
        }
        tx.executeWithoutResult(status -> store.lock(row.id())
                .filter(RecordRefresh::isFirst)
                .ifPresent(current ->
                        store.replaceBody(row.id(), cipher.encrypt(request.bytes(), Submissions.body(row)))));
    }

    private static boolean isFirst(SubmissionRow row) {
        return row.nextCall() == NextCall.DELIVER
                && row.firstAttemptAt() == null
                && row.evidence().isClean();
    }
}
