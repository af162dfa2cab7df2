package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionState;
import java.util.ArrayList;
import java.util.List;

/** What states, evidence and commands mean, for people who do not read code. */
final class Words {
    private Words() {}

    static String meaning(SubmissionState state) {
        return switch (state) {
            case QUEUED -> "It waits for its delivery.";
            case SENDING -> "An attempt to deliver it is in progress.";
            case UNCERTAIN -> "An attempt had no clear outcome. It is resolved without you.";
            case DELIVERED -> "The exchange accepted it. Its import is queried.";
            case IMPORTED -> "The exchange imported it.";
            case UNCONFIRMED -> "The exchange accepted it, and did not confirm the import in time.";
            case IMPORT_FAILED -> "The exchange could not import it. The history has the reason.";
            case REJECTED -> "The exchange refused it. Correct the cause, then submit the record again.";
            case CANCELLED -> "It was cancelled before its delivery.";
            case CLOSED -> "A person closed it.";
            case UNRESOLVED ->
                "Its outcome is unknown for too long. Find out whether the exchange has it, then decide.";
            case QUARANTINED ->
                "This application failed to deliver it, several times in a row. Correct the cause, then retry.";
        };
    }

    /** What all attempts prove, one sentence each. */
    static List<String> evidence(Evidence evidence) {
        List<String> facts = new ArrayList<>();
        if (evidence.isClean()) {
            facts.add("No attempt can have reached the exchange.");
        }
        if (evidence.accepted()) {
            facts.add("The exchange accepted it.");
        }
        if (evidence.mayHaveArrived() && !evidence.accepted()) {
            facts.add("An attempt may have reached the exchange.");
        }
        if (evidence.numberSeen() && !evidence.accepted()) {
            facts.add("The exchange knows its requestNo. That does not prove that the record took effect.");
        }
        if (evidence.systemErrorPossible() && !evidence.accepted()) {
            facts.add("The exchange may have failed while it processed it.");
        }
        return facts;
    }

    static String label(SubmissionCommand command) {
        return switch (command) {
            case CANCEL -> "Cancel";
            case RETRY -> "Retry";
            case RESOLVE_NOW -> "Resolve now";
            case RESUBMIT -> "Submit again";
            case CLOSE -> "Close";
        };
    }

    static String effect(SubmissionCommand command, SubmissionState state) {
        return switch (command) {
            case CANCEL -> "The submission is cancelled. It is never sent, and its stored record is deleted.";
            case RETRY ->
                "The submission leaves quarantine. It is sent again, or its outcome is resolved first if an attempt has left"
                        + " a doubt.";
            case RESOLVE_NOW ->
                "The exchange is queried for the import status of this requestNo soon. Nothing is sent again by this.";
            case RESUBMIT ->
                state == SubmissionState.UNRESOLVED
                        ? "The stored record is sent again under a new requestNo, and this submission is closed. Make sure first"
                                + " that the exchange does not have it: otherwise the record takes effect twice."
                        : "The stored record is sent again under a new requestNo. This submission stays as it is, and its stored"
                                + " record is deleted.";
            case CLOSE ->
                "The submission is closed. It is not sent or resolved any more, and its stored record is deleted.";
        };
    }
}
