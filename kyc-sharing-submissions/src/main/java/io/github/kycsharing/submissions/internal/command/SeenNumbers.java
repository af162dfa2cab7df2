package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.internal.store.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a dry run and what they are about, which no table has. About 100 bytes for each: only 64 bits of either are kept, by
 * which two of a million numbers coincide once in ten million dry runs.
 */
public final class SeenNumbers {
    private static final int DIGITS = 16;

    private final Map<Long, Long> contents = new HashMap<>();

    boolean contains(String requestNo) {
        return contents.containsKey(bits(requestNo));
    }

    /** Whether the number was seen with one of these contents. */
    boolean hasContent(String requestNo, List<String> fingerprints) {
        Long seen = contents.get(bits(requestNo));
        return seen != null && fingerprints.stream().anyMatch(fingerprint -> seen == bits(fingerprint));
    }

    void add(String requestNo, String fingerprint) {
        contents.put(bits(requestNo), bits(fingerprint));
    }

    private static long bits(String text) {
        return Long.parseUnsignedLong(Sha256.of(text).substring(0, DIGITS), DIGITS);
    }
}
