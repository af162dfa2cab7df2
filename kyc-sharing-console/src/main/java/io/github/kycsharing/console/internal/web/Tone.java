package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.submissions.SubmissionState;
import java.util.Locale;

/** How a state is coloured, beside its text. */
public enum Tone {
    GOOD,
    NEUTRAL,
    WARNING,
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

    /** Its class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
