package io.github.kycsharing.console.internal.web;

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

    /** Its class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
