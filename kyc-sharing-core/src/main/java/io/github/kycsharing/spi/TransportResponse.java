package io.github.kycsharing.spi;

import java.util.Optional;

/**
 * An HTTP response with any content.
 *
 * @param status the HTTP status
 * @param body the bytes of the response, no more than the transport is allowed to read
 * @param truncated whether the body was longer
 * @param retryAfter the header {@code Retry-After}, unparsed
 */
@SuppressWarnings("ArrayRecordComponent")
public record TransportResponse(int status, byte[] body, boolean truncated, Optional<String> retryAfter) {
    /**
     * Describes the response without its content.
     *
     * @return the status and the number of bytes
     */
    @Override
    public String toString() {
        return "TransportResponse[status=" + status + ", body=" + body.length + " bytes"
                + (truncated ? ", truncated" : "") + "]";
    }
}
