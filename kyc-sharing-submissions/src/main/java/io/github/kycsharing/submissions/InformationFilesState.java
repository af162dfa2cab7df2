package io.github.kycsharing.submissions;

/** State of the files that were submitted for a request for information. */
public enum InformationFilesState {
    /** No files were submitted through this module. */
    NONE,
    /** The files are stored and are sent soon. Nothing of them has reached the exchange. */
    TO_SUBMIT,
    /** An attempt to send them is in progress. */
    SUBMITTING,
    /** The exchange has the files. Their result is polled. */
    SUBMITTED,
    /**
     * An attempt had no response, so the exchange may have the files. They are never sent again by themselves: the status of the request
     * resolves the doubt, or a person submits files again.
     */
    UNCERTAIN,
    /** The exchange took the files. */
    SUCCEEDED,
    /** The exchange could not take the files. Submit others. */
    FAILED,
    /** The exchange refused the submission. Correct the cause that the code names, and submit the files again. */
    REJECTED,
    /** The exchange reported no result in time, or closed the request before. */
    UNCONFIRMED;

    /**
     * Whether the state changes only if files are submitted again.
     *
     * @return true if there is nothing more to wait for
     */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == REJECTED || this == UNCONFIRMED;
    }
}
