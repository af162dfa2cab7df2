package io.github.kycsharing.exception;

import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.Operation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the submission is unknown: the request may have reached the exchange. Treat the record neither as shared nor as
 * not shared. To resolve it, call {@code resolveOutcome} with the same requestNo and record, now or from another process: it queries
 * the import status of this requestNo. The customer's status proves nothing about the request.
 *
 * <p>A write without requestNo (linking, unlinking, refusing, submitting files) is not resumed: {@link #resolvedBy()} names the
 * query that shows whether it took effect. What a repeated write does is not documented, so query first.
 */
public final class KycOutcomeUnknownException extends KycSharingException {
    private static final long serialVersionUID = 1L;

    private final Instant firstAttemptAt;
    private final Instant lastAttemptAt;
    private final String lastSeen;

    /**
     * Creates the exception.
     *
     * @param context context of the request
     * @param firstAttemptAt when the first attempt began
     * @param lastAttemptAt when the last attempt began
     * @param lastSeen the outcome of the last attempt
     * @param cause the cause, if any
     */
    public KycOutcomeUnknownException(
            FailureContext context,
            Instant firstAttemptAt,
            Instant lastAttemptAt,
            String lastSeen,
            @Nullable Throwable cause) {
        super(
                "outcome unknown after " + context.attempts() + (context.attempts() == 1 ? " attempt" : " attempts")
                        + ", last seen: " + lastSeen + resolution(context.operation()),
                context,
                cause);
        this.firstAttemptAt = firstAttemptAt;
        this.lastAttemptAt = lastAttemptAt;
        this.lastSeen = lastSeen;
    }

    private static String resolution(Operation operation) {
        return operation.kind() == Operation.Kind.WRITE
                ? operation
                        .resolvedBy()
                        .map(query -> "; the query \"" + query.description() + "\" shows whether it took effect")
                        .orElse("")
                : "";
    }

    /**
     * Query that resolves the outcome.
     *
     * @return the query: {@link Operation#CHECK_SHARE_STATUS} for a submission
     */
    public Optional<Operation> resolvedBy() {
        return operation().resolvedBy();
    }

    /**
     * When the first attempt began.
     *
     * @return the time by this machine's clock
     */
    public Instant firstAttemptAt() {
        return firstAttemptAt;
    }

    /**
     * When the last attempt began.
     *
     * @return the time by this machine's clock
     */
    public Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    /**
     * Outcome of the last attempt.
     *
     * @return English text for a log or a ticket
     */
    public String lastSeen() {
        return lastSeen;
    }

    /**
     * Whether the exchange has seen the requestNo: an attempt was a duplicate after an earlier one that left a doubt. This does not
     * prove that the record took effect, since the earlier attempt may have failed with a system error that used the requestNo up.
     *
     * @return true if resuming can only be a duplicate again
     */
    public boolean requestNoSeen() {
        return evidence().numberSeen();
    }

    @Override
    public NextStep nextStep() {
        return NextStep.RESOLVE;
    }
}
