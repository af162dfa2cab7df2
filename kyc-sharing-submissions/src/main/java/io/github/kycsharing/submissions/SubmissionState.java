package io.github.kycsharing.submissions;

/**
 * State of a submission. A customer's status at the exchange never changes it: only responses about its requestNo do, and people.
 */
public enum SubmissionState {
    /** Stored, and not sent; or sent for sure without effect, and waiting for another attempt. */
    QUEUED,
    /** An attempt is in progress. The state is committed before the first byte is written. */
    SENDING,
    /** An attempt may or may not have taken effect. The import status of the requestNo is queried before anything is sent again. */
    UNCERTAIN,
    /** The exchange accepted the request. Its import runs afterwards and can fail. */
    DELIVERED,
    /** The exchange imported the record. Terminal. */
    IMPORTED,
    /** The exchange accepted the request, and reported no import within {@code confirm-within}. Terminal. */
    UNCONFIRMED,
    /** The exchange accepted the request and could not import the record. Terminal; the history has the reason. */
    IMPORT_FAILED,
    /** The exchange refused the request, and no attempt has left a doubt. Terminal. */
    REJECTED,
    /** A person cancelled the submission before anything was sent that may have had an effect. Terminal. */
    CANCELLED,
    /** A person closed the submission with a reason. Terminal. */
    CLOSED,
    /** In doubt for longer than {@code unresolved-after}. A person decides. */
    UNRESOLVED,
    /** The delivery itself failed repeatedly, for example since the stored bytes cannot be read. A person decides. */
    QUARANTINED;

    /**
     * Whether the submission has ended.
     *
     * @return true if no call and no command but {@code resubmit} follows
     */
    public boolean isTerminal() {
        return switch (this) {
            case IMPORTED, UNCONFIRMED, IMPORT_FAILED, REJECTED, CANCELLED, CLOSED -> true;
            default -> false;
        };
    }

    /**
     * Whether the customer's next submission waits for this one. A delivered submission does not hold it back: entities that share
     * section after section need no review between them.
     *
     * @return true until the submission is delivered or has ended
     */
    public boolean holdsCustomer() {
        return !isTerminal() && this != DELIVERED;
    }

    /**
     * Whether the submission stays as it is until a person acts.
     *
     * @return true for UNRESOLVED and QUARANTINED
     */
    public boolean needsPerson() {
        return this == UNRESOLVED || this == QUARANTINED;
    }
}
