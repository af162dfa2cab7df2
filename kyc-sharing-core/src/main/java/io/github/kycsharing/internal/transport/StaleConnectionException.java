package io.github.kycsharing.internal.transport;

import java.io.IOException;

/** The server closed the connection or sent unexpected bytes before the request. No byte of the request was written. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;
}
