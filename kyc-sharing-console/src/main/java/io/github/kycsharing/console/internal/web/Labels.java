package io.github.kycsharing.console.internal.web;

import java.util.Locale;

/** Constants as the pages show them. */
public final class Labels {
    private Labels() {}

    /** For example {@code Import failed}. */
    public static String of(Enum<?> constant) {
        String words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
