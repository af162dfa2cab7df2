package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionState;
import java.util.ArrayList;
import java.util.List;

/** What states, evidence and commands mean, for people who do not read code. */
final class Words {
    private Words() {}

    static String meaning(SubmissionState state) {
        return switch (state) {
            case QUEUED ->
                "It waits for its delivery: for its turn, for a paused client, or for an earlier submission of the same customer.";
            case SENDING -> "An attempt to deliver it is in progress.";
            case UNCERTAIN -> "An attempt had no clear outcome. It is resolved without you.";
            case DELIVERED -> "The exchange accepted it. Its import is queried.";
            case IMPORTED -> "The exchange imported it.";
            case UNCONFIRMED -> "The exchange accepted it, and did not confirm the import in time.";
            case IMPORT_FAILED ->
                "The exchange accepted it and could not import it. If the record itself is wrong, hand a corrected one over from the"
                        + " application; if it is not, submit it again here.";
            case REJECTED ->
                "The exchange refused it: it did not take effect. Correct the cause. If the record itself is wrong, hand a corrected one"
                        + " over from the application; if it is not, submit it again here.";
            case CANCELLED -> "It was cancelled before its delivery.";
            case CLOSED -> "A person closed it.";
            case UNRESOLVED ->
                "Its outcome is unknown for too long. Find out from the exchange, with this requestNo, whether it has the record, then"
                        + " decide. Later submissions of this customer wait until then.";
            case QUARANTINED ->
                "This application failed several times in a row to prepare an attempt. Its log has the cause, under the id of this"
                        + " submission. Correct it, then retry. Later submissions of this customer wait until then.";
        };
    }

    /** What all attempts prove, one sentence each. */
    static List<String> evidence(Evidence evidence, int attempts) {
        List<String> facts = new ArrayList<>();
        if (evidence.isClean()) {
            facts.add(attempts == 0 ? "Nothing was sent." : "No attempt has taken effect at the exchange.");
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

    /** What a person did, in the words of the button. */
    static String label(SubmissionAction action) {
        return switch (action) {
            case CANCEL -> label(SubmissionCommand.CANCEL);
            case RETRY -> label(SubmissionCommand.RETRY);
            case RESOLVE_NOW -> label(SubmissionCommand.RESOLVE_NOW);
            case RESUBMIT -> label(SubmissionCommand.RESUBMIT);
            case CLOSE -> label(SubmissionCommand.CLOSE);
            case REVEAL -> "Show identifiers";
            case PUBLISH_NOW -> "Publish events now";
            case SUBMIT_FILES -> "Submit files";
        };
    }

    /** A code with its documented name. */
    static String code(String code) {
        return new ExchangeCode(code)
                .documented()
                .map(known -> code + " " + known)
                .orElse(code);
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
                "The exchange is queried soon for the import status of this requestNo. Nothing is sent again by this. If the outcome stays"
                        + " unknown, the submission needs you again.";
            case RESUBMIT ->
                state == SubmissionState.UNRESOLVED
                        ? "The stored record is sent again unchanged under a new requestNo, and this submission is closed. Make sure first"
                                + " that the exchange does not have it: otherwise the record takes effect twice."
                        : "The stored record is sent again unchanged under a new requestNo. This submission stays as it is, and its"
                                + " stored record is deleted.";
            case CLOSE ->
                "The submission is closed. It is not sent or resolved any more, and its stored record is deleted. Later submissions of the"
                        + " customer are sent then. This proves nothing about the exchange: an earlier attempt may have taken effect.";
        };
    }
}
