package io.github.kycsharing.spring.observation;

import java.util.Locale;

/** An enum's constant as the value of a tag. */
final class TagValue {
    private TagValue() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
