package io.github.kycsharing.model;

import java.util.Optional;

/** What a redacted text says of a value: the value of a type that says for itself what may be shown, or that there is none. */
final class Described {
    private Described() {}

    static String of(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }
}
