package io.github.kycsharing.console.internal.overview;

import java.util.Locale;

/** Numbers as the pages show them. */
final class Numbers {
    private Numbers() {}

    /** With a comma after each thousand. */
    static String text(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
