package io.github.kycsharing.spi;

import java.util.Optional;

/**
 * What came back, whatever it is.
 *
 * @param status the HTTP status
 * @param body the bytes of the response, no more than the transport is allowed to read
 * @param truncated whether there was more than that
 * @param retryAfter the header {@code Retry-After}, as it stands
 */
@SuppressWarnings("ArrayRecordComponent")
public record TransportResponse(int status, byte[] body, boolean truncated, Optional<String> retryAfter) {
    /**
     * Tells the status, never what the response says.
     *
     * @return the status and the number of bytes
     */
    @Override
    public String toString() {
        return "TransportResponse[status=" + status + ", body=" + body.length + " bytes"
                + (truncated ? ", truncated" : "") + "]";
    }
}
