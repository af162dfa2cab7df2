package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.Operation;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signed request of one call, which every attempt sends byte for byte.
 *
 * @param operation the operation of the call
 * @param requestNo the number in the body; for any call but a submission, an id that is not in the body
 * @param uri the URI
 * @param headers the headers, including the signature
 * @param body the signed bytes
 * @param identity the identifiers that its response may echo
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedRequest(
        Operation operation,
        String requestNo,
        URI uri,
        Map<String, String> headers,
        byte[] body,
        RequestIdentity identity) {
    /** Adds headers for one attempt; they do not replace the request's own headers. */
    SignedRequest with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(more);
        all.putAll(headers);
        return new SignedRequest(operation, requestNo, uri, Collections.unmodifiableMap(all), body, identity);
    }
}
