package io.github.kycsharing.model;

/**
 * What to do after a call failed. The set grows with the exchange's API, so a {@code switch} over it needs a default branch.
 */
public enum NextStep {
    /**
     * Correct the record, the accounts it names or the query, as the violations or the hint of the code say. Then call again. The
     * exchange refuses the same request again.
     */
    CORRECT_RECORD,
    /** Repeat the call later with the same request: the cause is temporary. A submission keeps its requestNo. */
    RETRY,
    /**
     * Find out what happened before anything is submitted again: {@code resolveOutcome} for a submission, the query of
     * {@link Operation#resolvedBy()} for another call.
     */
    RESOLVE,
    /** Share the same record under another requestNo: the record breaks no rule, and the requestNo does. */
    NEW_REQUEST_NO,
    /** Correct the client's configuration or its surroundings: secret, bizEntityKey, allow-listed address. Then call again. */
    FIX_CONFIGURATION,
    /** Send the code, the requestNo and the time to the exchange's support. A retry does not help. */
    CONTACT_EXCHANGE
}
