package io.github.kycsharing.submissions;

/** What a person did to a submission, as its history says. */
public enum SubmissionAction {
    /** Cancelled it, alone, with its back-fill or with the erasure of its customer. */
    CANCEL,
    /** Took it out of quarantine. */
    RETRY,
    /** Had its import status queried. */
    RESOLVE_NOW,
    /** Submitted its record again under a new requestNo. */
    RESUBMIT,
    /** Closed it. */
    CLOSE,
    /** Read its identifiers. */
    REVEAL,
    /** Had its events published again at once. */
    PUBLISH_NOW,
    /** Submitted files for a request for information about its customer. The customer's last submission has the entry. */
    SUBMIT_FILES
}
