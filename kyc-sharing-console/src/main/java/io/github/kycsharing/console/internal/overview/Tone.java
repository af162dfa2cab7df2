package io.github.kycsharing.console.internal.overview;

import java.util.Locale;

/** How a state is coloured, beside its text. */
enum Tone {
    GOOD,
    NEUTRAL,
    WARNING,
    BAD;

    /** Its class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
