package io.github.kycsharing.benchmarks;

import java.util.Locale;

/**
 * A goal and its result.
 *
 * @param what the name of the goal
 * @param atMost whether the limit is an upper limit; otherwise it is a lower limit
 * @param limit the limit
 * @param number the number format
 * @param measured the measured values
 */
record Goal(String what, boolean atMost, double limit, String number, Spread measured) {
    /** Whether the median reaches the goal. */
    boolean reached() {
        return atMost ? measured.median() <= limit : measured.median() >= limit;
    }

    String row() {
        return "| " + what + " | " + (atMost ? "≤ " : "≥ ") + String.format(Locale.ROOT, number, limit) + " | "
                + measured.text(number) + " | " + (reached() ? "reached" : "**missed**") + " |\n";
    }
}
