package io.github.kycsharing.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A POST request to send once.
 *
 * @param uri the URI
 * @param headers headers beside those that HTTP itself needs, which the transport adds
 * @param body the exact bytes to send; must not be changed, re-encoded or compressed
 * @param timeout timeout of the whole exchange, from the name lookup to the last byte of the response; positive
 * @param freshConnection whether it needs a connection that has carried no request before, since the response to the previous
 *     attempt belonged to another request
 * @param mayWrite whether the first byte may still be written. The transport calls it immediately before it writes, with the connection
 *     established; if it returns false, the transport writes nothing and throws a {@link TransportException} with {@code nothingSent}
 */
// Instances are never compared, so the array's identity does not matter.
@SuppressWarnings("ArrayRecordComponent")
public record TransportRequest(
        URI uri,
        Map<String, String> headers,
        byte[] body,
        Duration timeout,
        boolean freshConnection,
        BooleanSupplier mayWrite) {
    /**
     * Creates a request for any connection, which may be written at any time.
     *
     * @param uri the URI
     * @param headers headers
     * @param body the exact bytes to send
     * @param timeout timeout of the whole exchange
     */
    public TransportRequest(URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        this(uri, headers, body, timeout, false, () -> true);
    }

    /**
     * Describes the request without its content.
     *
     * @return the URI and the number of bytes
     */
    @Override
    public String toString() {
        return "TransportRequest[uri=" + uri + ", body=" + body.length + " bytes]";
    }
}
