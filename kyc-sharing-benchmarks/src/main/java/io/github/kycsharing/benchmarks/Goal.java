package io.github.kycsharing.benchmarks;

import java.util.Locale;

/**
 * What was set out to reach, and what was measured.
 *
 * @param what in words
 * @param atMost whether the limit is the most that is allowed, or the least
 * @param limit the number to reach
 * @param number how to write such numbers
 * @param measured the same in numbers
 */
record Goal(String what, boolean atMost, double limit, String number, Spread measured) {
    /** Whether it is reached, as the median tells. */
    boolean reached() {
        return atMost ? measured.median() <= limit : measured.median() >= limit;
    }

    String row() {
        return "| " + what + " | " + (atMost ? "≤ " : "≥ ") + String.format(Locale.ROOT, number, limit) + " | "
                + measured.text(number) + " | " + (reached() ? "reached" : "**missed**") + " |\n";
    }
}
