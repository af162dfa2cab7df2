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
 * @param backfillId the back-fill that it belongs to
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
        @Nullable UUID backfillId,
        Instant submittedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        @Nullable Instant eraseRequestedAt,
        long version) {
    /** Starts an empty row. */
    public static Builder builder() {
        return new AutoBuilder_SubmissionRow_Builder();
    }

    /** Starts a copy of this row. */
    public Builder toBuilder() {
        return new AutoBuilder_SubmissionRow_Builder(this);
    }

    /** The number for a log or a message: a caller's number cannot forge a line. */
    public String printableRequestNo() {
        return requestNo.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }

    @Override
    public String toString() {
        return "SubmissionRow[id=" + id + ", requestNo=" + printableRequestNo() + ", state=" + state + ", version="
                + version + "]";
    }

    /** Builds a row. */
    @AutoBuilder
    public abstract static class Builder {
        /** Sets {@link SubmissionRow#id()}. */
        public abstract Builder id(UUID id);

        /** Sets {@link SubmissionRow#seq()}. */
        public abstract Builder seq(long seq);

        /** Sets {@link SubmissionRow#bizEntityKey()}. */
        public abstract Builder bizEntityKey(String bizEntityKey);

        /** Sets {@link SubmissionRow#requestNo()}. */
        public abstract Builder requestNo(String requestNo);

        /** Sets {@link SubmissionRow#requestNoGenerated()}. */
        public abstract Builder requestNoGenerated(boolean requestNoGenerated);

        /** Sets {@link SubmissionRow#customer()}. */
        public abstract Builder customer(CustomerIds customer);

        /** Sets {@link SubmissionRow#inDelivery()}. */
        public abstract Builder inDelivery(boolean inDelivery);

        /** Sets {@link SubmissionRow#state()}. */
        public abstract Builder state(SubmissionState state);

        /** Sets {@link SubmissionRow#nextCall()}. */
        public abstract Builder nextCall(NextCall nextCall);

        /** Sets {@link SubmissionRow#dueAt()}. */
        public abstract Builder dueAt(@Nullable Instant dueAt);

        /** Sets {@link SubmissionRow#evidence()}. */
        public abstract Builder evidence(Evidence evidence);

        /** Sets {@link SubmissionRow#numberDisputed()}. */
        public abstract Builder numberDisputed(boolean numberDisputed);

        /** Sets {@link SubmissionRow#attempts()}. */
        public abstract Builder attempts(int attempts);

        /** Sets {@link SubmissionRow#queries()}. */
        public abstract Builder queries(int queries);

        /** Sets {@link SubmissionRow#handlerFailures()}. */
        public abstract Builder handlerFailures(int handlerFailures);

        /** Sets {@link SubmissionRow#firstAttemptAt()}. */
        public abstract Builder firstAttemptAt(@Nullable Instant firstAttemptAt);

        /** Sets {@link SubmissionRow#lastAttemptAt()}. */
        public abstract Builder lastAttemptAt(@Nullable Instant lastAttemptAt);

        /** Sets {@link SubmissionRow#doubtSince()}. */
        public abstract Builder doubtSince(@Nullable Instant doubtSince);

        /** Sets {@link SubmissionRow#code()}. */
        public abstract Builder code(@Nullable String code);

        /** Sets {@link SubmissionRow#fingerprint()}. */
        public abstract Builder fingerprint(Fingerprint fingerprint);

        /** Sets {@link SubmissionRow#open()}. */
        public abstract Builder open(boolean open);

        /** Sets {@link SubmissionRow#replacesId()}. */
        public abstract Builder replacesId(@Nullable UUID replacesId);

        /** Sets {@link SubmissionRow#backfillId()}. */
        public abstract Builder backfillId(@Nullable UUID backfillId);

        /** Sets {@link SubmissionRow#submittedAt()}. */
        public abstract Builder submittedAt(Instant submittedAt);

        /** Sets {@link SubmissionRow#deliveredAt()}. */
        public abstract Builder deliveredAt(@Nullable Instant deliveredAt);

        /** Sets {@link SubmissionRow#endedAt()}. */
        public abstract Builder endedAt(@Nullable Instant endedAt);

        /** Sets {@link SubmissionRow#updatedAt()}. */
        public abstract Builder updatedAt(Instant updatedAt);

        /** Sets {@link SubmissionRow#eraseRequestedAt()}. */
        public abstract Builder eraseRequestedAt(@Nullable Instant eraseRequestedAt);

        /** Sets {@link SubmissionRow#version()}. */
        public abstract Builder version(long version);

        /** Creates the row. */
        public abstract SubmissionRow build();
    }
}
