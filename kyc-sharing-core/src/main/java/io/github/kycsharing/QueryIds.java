package io.github.kycsharing;

import java.util.UUID;

/** Names for status queries, which have no number on the wire, so that logs, traces and exceptions of one call find together. */
final class QueryIds {
    private QueryIds() {}

    static String next() {
        return UUID.randomUUID().toString();
    }
}
