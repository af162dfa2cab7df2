package io.github.kycsharing.internal.transport;

import java.io.IOException;

/** A connection cannot take a request: the server closed it or sent something unasked. No byte of the request was written. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;
}
