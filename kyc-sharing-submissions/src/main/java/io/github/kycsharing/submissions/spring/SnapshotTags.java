package io.github.kycsharing.submissions.spring;

import java.util.Locale;

/** Names of constants in meters and health. It needs no library that is optional. */
final class SnapshotTags {
    private SnapshotTags() {}

    static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
