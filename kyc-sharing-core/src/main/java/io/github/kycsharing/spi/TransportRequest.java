package io.github.kycsharing.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A POST to make, once.
 *
 * @param uri where to
 * @param headers what to send beside the body; the transport adds what HTTP itself needs
 * @param body the exact bytes to send: not to be changed, re-encoded or compressed
 * @param timeout how long the whole call may take, from the name lookup to the last byte of the response; positive
 * @param freshConnection whether it must go over a connection that has carried no request before: the response to the attempt
 *     before it was one to another request
 */
// The array is handed from station to station and never to the caller, so that comparing it by identity hurts nobody.
@SuppressWarnings("ArrayRecordComponent")
public record TransportRequest(
        URI uri, Map<String, String> headers, byte[] body, Duration timeout, boolean freshConnection) {
    /**
     * A POST that any connection may carry.
     *
     * @param uri where to
     * @param headers what to send beside the body
     * @param body the exact bytes to send
     * @param timeout how long the whole call may take
     */
    public TransportRequest(URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        this(uri, headers, body, timeout, false);
    }

    /**
     * Tells where the request goes, never what is in it.
     *
     * @return the URI and the number of bytes
     */
    @Override
    public String toString() {
        return "TransportRequest[uri=" + uri + ", body=" + body.length + " bytes]";
    }
}
