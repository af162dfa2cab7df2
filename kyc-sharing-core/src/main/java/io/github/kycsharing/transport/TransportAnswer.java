package io.github.kycsharing.transport;

import java.util.Optional;

/**
 * What came back, whatever it is.
 *
 * @param status the HTTP status
 * @param body the bytes of the answer, no more than the transport is allowed to read
 * @param truncated whether there was more than that
 * @param retryAfter the header {@code Retry-After}, as it stands
 */
@SuppressWarnings("ArrayRecordComponent")
public record TransportAnswer(int status, byte[] body, boolean truncated, Optional<String> retryAfter) {
    /**
     * Tells the status, never what the answer says.
     *
     * @return the status and the number of bytes
     */
    @Override
    public String toString() {
        return "TransportAnswer[status=" + status + ", body=" + body.length + " bytes"
                + (truncated ? ", truncated" : "") + "]";
    }
}
