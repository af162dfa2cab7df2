package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.Operation;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every attempt of one submission sends, byte for byte.
 *
 * @param operation the operation of the call
 * @param requestNo the number in the body, or the id of a query, which has none there
 * @param uri where it goes
 * @param headers the signature among them
 * @param body the bytes that were signed
 * @param identity whom it is about
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedRequest(
        Operation operation,
        String requestNo,
        URI uri,
        Map<String, String> headers,
        byte[] body,
        RequestIdentity identity) {
    /** Adds headers for one attempt; none of the request's own is replaced. */
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
