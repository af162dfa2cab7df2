package io.github.kycsharing.model;

import org.jspecify.annotations.Nullable;

/** Trims texts by the definition of {@link String#isBlank()}, which the rules use too. */
final class NormalText {
    private NormalText() {}

    /** Trims a mandatory text. A blank one becomes empty and not null, so that no default replaces it and the rules report it. */
    static @Nullable String mandatory(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    /** Trims an optional text, and drops a blank one. */
    static @Nullable String optional(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Removes what no valid URL has at its ends: ASCII blanks. */
    static @Nullable String url(@Nullable String url) {
        return url == null ? null : url.trim();
    }

    static @Nullable String optionalUrl(@Nullable String url) {
        return url == null || url.isBlank() ? null : url.trim();
    }

    static @Nullable DocumentType type(@Nullable DocumentType type) {
        return type == null ? null : DocumentType.of(type.value().strip());
    }
}
