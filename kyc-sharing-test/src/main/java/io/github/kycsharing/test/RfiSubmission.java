package io.github.kycsharing.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that a broker submitted for an RFI record. {@link #toString()} shows neither the URLs nor the reason.
 *
 * @param requestNo the number that the exchange gave to the submission
 * @param result the result so far
 * @param failReason the reason of a failure
 * @param fileUrls the URLs of the files by their type, in the order of the request
 */
public record RfiSubmission(
        String requestNo, Result result, Optional<String> failReason, Map<String, List<String>> fileUrls) {
    /** The documented results. */
    public enum Result {
        /** The exchange has not finished. */
        PROCESS,
        /** The exchange has the files. */
        SUCCESS,
        /** The exchange could not take the files. */
        FAILED
    }

    /**
     * Keeps a copy of the URLs.
     *
     * @param requestNo the number that the exchange gave to the submission
     * @param result the result so far
     * @param failReason the reason of a failure
     * @param fileUrls the URLs of the files by their type
     */
    public RfiSubmission {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fileUrls.forEach((type, urls) -> copy.put(type, List.copyOf(urls)));
        fileUrls = Collections.unmodifiableMap(copy);
    }

    /** Names the number and the result. */
    @Override
    public String toString() {
        return "RfiSubmission[" + requestNo + ", " + result + "]";
    }
}
