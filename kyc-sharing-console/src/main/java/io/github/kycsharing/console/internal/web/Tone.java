package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.SubmissionState;
import java.util.Locale;

/** How a state is coloured, beside its text. */
public enum Tone {
    /** As it should be. */
    GOOD,
    /** In progress, or neither good nor bad. */
    NEUTRAL,
    /** It may need a person. */
    WARNING,
    /** It needs a person. */
    BAD;

    /** The one of a submission. */
    public static Tone of(SubmissionState state) {
        return switch (state) {
            case UNRESOLVED, QUARANTINED, IMPORT_FAILED, REJECTED -> BAD;
            case UNCERTAIN -> WARNING;
            case IMPORTED -> GOOD;
            default -> NEUTRAL;
        };
    }

    /** The one of the files for a request for information. */
    public static Tone of(InformationFilesState files) {
        return switch (files) {
            case SUCCEEDED -> GOOD;
            case TO_SUBMIT, SUBMITTING, SUBMITTED -> NEUTRAL;
            case NONE, UNCERTAIN, UNCONFIRMED -> WARNING;
            case FAILED, REJECTED -> BAD;
        };
    }

    /** Its class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
