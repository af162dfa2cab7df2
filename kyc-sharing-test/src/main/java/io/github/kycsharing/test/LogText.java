package io.github.kycsharing.test;

/** Sanitizes text from a request for a log line. */
final class LogText {
    private static final int MAX = 120;

    private LogText() {}

    /** Returns the text if it is printable ASCII of at most a requestNo's length. Other text could forge a line or contain personal data. */
    static String of(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        boolean plain = text.length() <= MAX && text.chars().allMatch(c -> c > ' ' && c < 127);
        return plain ? text : "(unprintable)";
    }
}
