package io.github.kycsharing.submissions.internal.store;

import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of requests for information.
 *
 * @param id id
 * @param seq order in which requests were found; zero before it is inserted
 * @param bizEntityKey access entity
 * @param recordId id at the exchange
 * @param entityCustomerId customer
 * @param status documented status, or other
 * @param expiresAt end of the period for files, if known
 * @param content encrypted request; null once it is erased
 * @param firstSeenAt when a poll first found it
 * @param seenAt as of when the status is known
 * @param publishedAt when its event was stored; null if it has not needed files yet
 * @param closedAt when a poll found that it needs no files any more
 * @param erasedAt when its customer was erased
 * @param state state of the submitted files
 * @param files encrypted files; null once they are not sent again
 * @param requestNo number that the exchange gave the submission
 * @param statusAtAttempt status when the last attempt began
 * @param attempts number of attempts to send files
 * @param tries number of calls without success in the state: pauses grow with it
 * @param code code of the exchange that refused the files
 * @param failReason encrypted reason of a failure
 * @param actor who submitted the files
 * @param note encrypted reason of that person
 * @param attemptedAt when the last attempt began
 * @param submittedAt when the exchange had the files
 * @param dueAt when the next call for the files is due; in SUBMITTING, until when its attempt may write its first byte
 * @param updatedAt last change
 * @param version version
 */
public record InformationRow(
        UUID id,
        long seq,
        String bizEntityKey,
        String recordId,
        String entityCustomerId,
        String status,
        @Nullable Instant expiresAt,
        @Nullable Ciphertext content,
        Instant firstSeenAt,
        Instant seenAt,
        @Nullable Instant publishedAt,
        @Nullable Instant closedAt,
        @Nullable Instant erasedAt,
        InformationFilesState state,
        @Nullable Ciphertext files,
        @Nullable String requestNo,
        @Nullable String statusAtAttempt,
        int attempts,
        int tries,
        @Nullable String code,
        @Nullable Ciphertext failReason,
        @Nullable String actor,
        @Nullable Ciphertext note,
        @Nullable Instant attemptedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant dueAt,
        Instant updatedAt,
        long version) {
    /** Starts an empty row. */
    public static Builder builder() {
        return new AutoBuilder_InformationRow_Builder();
    }

    /** Starts a copy of this row. */
    public Builder toBuilder() {
        return new AutoBuilder_InformationRow_Builder(this);
    }

    @Override
    public String toString() {
        return "InformationRow[id=" + id + ", state=" + state + ", version=" + version + "]";
    }

    /** Builds a row. */
    @AutoBuilder
    public abstract static class Builder {
        /** Sets {@link InformationRow#id()}. */
        public abstract Builder id(UUID id);

        /** Sets {@link InformationRow#seq()}. */
        public abstract Builder seq(long seq);

        /** Sets {@link InformationRow#bizEntityKey()}. */
        public abstract Builder bizEntityKey(String bizEntityKey);

        /** Sets {@link InformationRow#recordId()}. */
        public abstract Builder recordId(String recordId);

        /** Sets {@link InformationRow#entityCustomerId()}. */
        public abstract Builder entityCustomerId(String entityCustomerId);

        /** Sets {@link InformationRow#status()}. */
        public abstract Builder status(String status);

        /** Sets {@link InformationRow#expiresAt()}. */
        public abstract Builder expiresAt(@Nullable Instant expiresAt);

        /** Sets {@link InformationRow#content()}. */
        public abstract Builder content(@Nullable Ciphertext content);

        /** Sets {@link InformationRow#firstSeenAt()}. */
        public abstract Builder firstSeenAt(Instant firstSeenAt);

        /** Sets {@link InformationRow#seenAt()}. */
        public abstract Builder seenAt(Instant seenAt);

        /** Sets {@link InformationRow#publishedAt()}. */
        public abstract Builder publishedAt(@Nullable Instant publishedAt);

        /** Sets {@link InformationRow#closedAt()}. */
        public abstract Builder closedAt(@Nullable Instant closedAt);

        /** Sets {@link InformationRow#erasedAt()}. */
        public abstract Builder erasedAt(@Nullable Instant erasedAt);

        /** Sets {@link InformationRow#state()}. */
        public abstract Builder state(InformationFilesState state);

        /** Sets {@link InformationRow#files()}. */
        public abstract Builder files(@Nullable Ciphertext files);

        /** Sets {@link InformationRow#requestNo()}. */
        public abstract Builder requestNo(@Nullable String requestNo);

        /** Sets {@link InformationRow#statusAtAttempt()}. */
        public abstract Builder statusAtAttempt(@Nullable String statusAtAttempt);

        /** Sets {@link InformationRow#attempts()}. */
        public abstract Builder attempts(int attempts);

        /** Sets {@link InformationRow#tries()}. */
        public abstract Builder tries(int tries);

        /** Sets {@link InformationRow#code()}. */
        public abstract Builder code(@Nullable String code);

        /** Sets {@link InformationRow#failReason()}. */
        public abstract Builder failReason(@Nullable Ciphertext failReason);

        /** Sets {@link InformationRow#actor()}. */
        public abstract Builder actor(@Nullable String actor);

        /** Sets {@link InformationRow#note()}. */
        public abstract Builder note(@Nullable Ciphertext note);

        /** Sets {@link InformationRow#attemptedAt()}. */
        public abstract Builder attemptedAt(@Nullable Instant attemptedAt);

        /** Sets {@link InformationRow#submittedAt()}. */
        public abstract Builder submittedAt(@Nullable Instant submittedAt);

        /** Sets {@link InformationRow#dueAt()}. */
        public abstract Builder dueAt(@Nullable Instant dueAt);

        /** Sets {@link InformationRow#updatedAt()}. */
        public abstract Builder updatedAt(Instant updatedAt);

        /** Sets {@link InformationRow#version()}. */
        public abstract Builder version(long version);

        /** Creates the row. */
        public abstract InformationRow build();
    }
}
