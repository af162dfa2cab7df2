package io.github.kycsharing.spring.observation;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes on only the headers that identify the trace: baggage may contain personal data. */
final class TraceHeaders {
    private static final Set<String> NAMES = Set.of(
            "traceparent",
            "tracestate",
            "b3",
            "x-b3-traceid",
            "x-b3-spanid",
            "x-b3-parentspanid",
            "x-b3-sampled",
            "x-b3-flags");

    private TraceHeaders() {}

    static void put(@Nullable Map<String, String> carrier, String name, String value) {
        if (carrier != null && NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            carrier.put(name, value);
        }
    }
}
