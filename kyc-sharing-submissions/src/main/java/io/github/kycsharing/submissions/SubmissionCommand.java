package io.github.kycsharing.submissions;

import io.github.kycsharing.model.Evidence;

/** What a person can do to a submission. */
public enum SubmissionCommand {
    /** Ends a submission that is queued, and of which no attempt has left a doubt. */
    CANCEL,
    /** Takes a submission out of quarantine: back to the queue, or to resolving if an attempt has left a doubt. */
    RETRY,
    /** Queries the import status of the requestNo now. */
    RESOLVE_NOW,
    /** Submits the stored record again under a new requestNo, linked to the old submission. An unresolved one is closed. */
    RESUBMIT,
    /** Ends a submission that needs a person, for a reason. */
    CLOSE;

    /**
     * Whether the command is allowed.
     *
     * @param state state of the submission
     * @param evidence what its attempts prove
     * @return whether the state and the evidence allow it; {@code RESUBMIT} also needs the stored record, which is erased in time
     */
    public boolean isAllowedIn(SubmissionState state, Evidence evidence) {
        return switch (this) {
            case CANCEL -> state == SubmissionState.QUEUED && evidence.isClean();
            case RETRY -> state == SubmissionState.QUARANTINED;
            case RESOLVE_NOW ->
                state == SubmissionState.UNRESOLVED
                        || state == SubmissionState.UNCERTAIN
                        || state == SubmissionState.DELIVERED;
            case RESUBMIT ->
                state == SubmissionState.UNRESOLVED
                        || state == SubmissionState.REJECTED
                        || state == SubmissionState.IMPORT_FAILED;
            case CLOSE -> state.needsPerson();
        };
    }
}
