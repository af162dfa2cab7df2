package io.github.kycsharing.submissions;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission or a command was refused, and nothing changed. The message names the submission, its state and what to do next, and no
 * personal data.
 */
public final class KycSubmissionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable UUID submissionId;
    private final @Nullable String requestNo;

    /**
     * Creates the exception.
     *
     * @param reason why it was refused
     * @param message what was refused and what to do next, without personal data
     * @param submissionId the submission, if there is one
     * @param requestNo the number of the request, if known
     */
    public KycSubmissionException(
            Reason reason, String message, @Nullable UUID submissionId, @Nullable String requestNo) {
        super(message);
        this.reason = reason;
        this.submissionId = submissionId;
        this.requestNo = requestNo;
    }

    /**
     * Why it was refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The submission that the refusal is about. For {@link Reason#CONTENT_CONFLICT} it is the stored one.
     *
     * @return its id, or empty
     */
    public Optional<UUID> submissionId() {
        return Optional.ofNullable(submissionId);
    }

    /**
     * Number of the request.
     *
     * @return the requestNo, or empty if it is not known
     */
    public Optional<String> requestNo() {
        return Optional.ofNullable(requestNo);
    }

    /** Why a submission or a command was refused. */
    public enum Reason {
        /** The requestNo belongs to a stored submission with other content. Use another requestNo. */
        CONTENT_CONFLICT,
        /** There is no client of this name. */
        CLIENT_NOT_FOUND,
        /** There is no submission of this id. */
        SUBMISSION_NOT_FOUND,
        /** No poll has found a request for information of this id. Query it again after the next poll. */
        INFORMATION_REQUEST_NOT_FOUND,
        /** There is no back-fill of this name. */
        BACKFILL_NOT_FOUND,
        /** The thread was interrupted. What is stored stays: run the back-fill again to continue. */
        INTERRUPTED,
        /** A transaction surrounds a call that needs transactions of its own. Call it outside. */
        TRANSACTION_NOT_ALLOWED,
        /** The submission has changed since the version that the command names. Read it again and decide again. */
        VERSION_CONFLICT,
        /** The state of the submission does not allow the command. */
        STATE_NOT_ALLOWED,
        /** The stored record is erased, so it cannot be submitted again. Submit the record anew. */
        BODY_ERASED,
        /** This instance's keyset lacks the key of a stored record. Repeat the call on an instance that has it. */
        KEY_MISSING,
        /** The surrounding transaction is read-only. */
        READ_ONLY_TRANSACTION,
        /** The surrounding transaction is of another data source, so the submission would not commit with it. */
        FOREIGN_TRANSACTION,
        /** The calling thread must not block, as in a reactive pipeline. */
        NON_BLOCKING_THREAD
    }
}
