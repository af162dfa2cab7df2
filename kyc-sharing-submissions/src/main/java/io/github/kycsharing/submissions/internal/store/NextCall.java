package io.github.kycsharing.submissions.internal.store;

/** The next call to the exchange that a submission needs. */
public enum NextCall {
    /** None: it has ended or needs a person. */
    NONE,
    /** Sends its bytes. */
    DELIVER,
    /** Queries the import status of its requestNo. */
    QUERY
}
