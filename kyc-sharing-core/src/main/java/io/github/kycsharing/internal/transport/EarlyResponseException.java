package io.github.kycsharing.internal.transport;

import java.io.IOException;

/** The server sent bytes or closed the connection before the request was written in full. */
final class EarlyResponseException extends IOException {
    private static final long serialVersionUID = 1L;
}
