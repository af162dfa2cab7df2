package io.github.kycsharing.spring.notification;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be logged of a failure whose message may be about a customer: the types of it and of its causes. */
final class FailureNames {
    private static final int MOST = 10;

    private FailureNames() {}

    static String of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MOST)
                .map(each -> each.getClass().getName())
                .collect(Collectors.joining(", caused by "));
    }
}
