package io.github.kycsharing.test;

/** Makes a text that a stranger chose fit for a line of a log. */
final class LogText {
    private static final int MAX = 120;

    private LogText() {}

    /** The text if it is printable ASCII of a requestNo's length; anything else could forge a line or hide a person. */
    static String of(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        boolean plain = text.length() <= MAX && text.chars().allMatch(c -> c > ' ' && c < 127);
        return plain ? text : "(unprintable)";
    }
}
