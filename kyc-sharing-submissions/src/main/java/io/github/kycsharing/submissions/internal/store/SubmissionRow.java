package io.github.kycsharing.submissions.internal.store;

import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of submissions.
 *
 * @param id id
 * @param seq order of submission; zero before it is inserted
 * @param bizEntityKey access entity
 * @param requestNo number
 * @param requestNoGenerated whether the client generated the number
 * @param customer customer
 * @param inDelivery whether it occupies the customer's slot: it is being delivered, or in doubt
 * @param state state
 * @param nextCall next call
 * @param dueAt when that call is due; null if there is none
 * @param evidence what all attempts prove
 * @param numberDisputed whether the exchange had seen a number of the caller's choice before the first attempt: a person decides
 * @param attempts number of attempts to deliver
 * @param queries number of queries since the state was entered
 * @param handlerFailures number of failures of the handler itself in a row
 * @param firstAttemptAt when the first attempt began; the bytes are frozen from then on
 * @param lastAttemptAt when the last attempt began
 * @param doubtSince when the doubt arose
 * @param code last code of the exchange
 * @param fingerprint keyed fingerprint of the content
 * @param open whether a submission of the same content without requestNo returns this one: generated number, not terminal
 * @param replacesId the submission that it replaces
 * @param submittedAt when it was inserted
 * @param deliveredAt when the exchange accepted it
 * @param endedAt when its state became terminal
 * @param updatedAt last change
 * @param eraseRequestedAt when the erasure of its customer was requested
 * @param version version
 */
public record SubmissionRow(
        UUID id,
        long seq,
        String bizEntityKey,
        String requestNo,
        boolean requestNoGenerated,
        CustomerIds customer,
        boolean inDelivery,
        SubmissionState state,
        NextCall nextCall,
        @Nullable Instant dueAt,
        Evidence evidence,
        boolean numberDisputed,
        int attempts,
        int queries,
        int handlerFailures,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant doubtSince,
        @Nullable String code,
        Fingerprint fingerprint,
        boolean open,
        @Nullable UUID replacesId,
        Instant submittedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        @Nullable Instant eraseRequestedAt,
        long version) {
    public static Builder builder() {
        return new AutoBuilder_SubmissionRow_Builder();
    }

    public Builder toBuilder() {
        return new AutoBuilder_SubmissionRow_Builder(this);
    }

    @Override
    public String toString() {
        return "SubmissionRow[id=" + id + ", requestNo=" + requestNo + ", state=" + state + ", version=" + version
                + "]";
    }

    /** Builds a row. */
    @AutoBuilder
    public abstract static class Builder {
        public abstract Builder id(UUID id);

        public abstract Builder seq(long seq);

        public abstract Builder bizEntityKey(String bizEntityKey);

        public abstract Builder requestNo(String requestNo);

        public abstract Builder requestNoGenerated(boolean requestNoGenerated);

        public abstract Builder customer(CustomerIds customer);

        public abstract Builder inDelivery(boolean inDelivery);

        public abstract Builder state(SubmissionState state);

        public abstract Builder nextCall(NextCall nextCall);

        public abstract Builder dueAt(@Nullable Instant dueAt);

        public abstract Builder evidence(Evidence evidence);

        public abstract Builder numberDisputed(boolean numberDisputed);

        public abstract Builder attempts(int attempts);

        public abstract Builder queries(int queries);

        public abstract Builder handlerFailures(int handlerFailures);

        public abstract Builder firstAttemptAt(@Nullable Instant firstAttemptAt);

        public abstract Builder lastAttemptAt(@Nullable Instant lastAttemptAt);

        public abstract Builder doubtSince(@Nullable Instant doubtSince);

        public abstract Builder code(@Nullable String code);

        public abstract Builder fingerprint(Fingerprint fingerprint);

        public abstract Builder open(boolean open);

        public abstract Builder replacesId(@Nullable UUID replacesId);

        public abstract Builder submittedAt(Instant submittedAt);

        public abstract Builder deliveredAt(@Nullable Instant deliveredAt);

        public abstract Builder endedAt(@Nullable Instant endedAt);

        public abstract Builder updatedAt(Instant updatedAt);

        public abstract Builder eraseRequestedAt(@Nullable Instant eraseRequestedAt);

        public abstract Builder version(long version);

        public abstract SubmissionRow build();
    }
}
