package io.github.kycsharing.console.internal.desk;

/** Shows an identifier without its middle. */
final class Masked {
    private static final int SHOWN = 2;
    private static final int MIN_LENGTH = 8;

    private Masked() {}

    static String of(String id) {
        return id.codePointCount(0, id.length()) < MIN_LENGTH
                ? "••••"
                : id.substring(0, id.offsetByCodePoints(0, SHOWN)) + "••••"
                        + id.substring(id.offsetByCodePoints(id.length(), -SHOWN));
    }
}
