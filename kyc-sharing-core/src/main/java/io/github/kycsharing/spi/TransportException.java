package io.github.kycsharing.spi;

import java.io.IOException;

/**
 * A request ended without a response. Its cause keeps the types and stack traces of the original exception, and no message: an HTTP
 * client may quote the server's bytes there, and a server may echo the request.
 */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean nothingSent;

    /**
     * Creates the exception.
     *
     * @param nothingSent true only if it is certain that no byte of the request left this machine
     * @param cause the original exception; its types are kept, its messages and its suppressed exceptions are not
     */
    public TransportException(boolean nothingSent, Throwable cause) {
        super(cause.getClass().getSimpleName(), WithheldException.of(cause));
        this.nothingSent = nothingSent;
    }

    /**
     * Whether the request certainly had no effect.
     *
     * @return true only if no byte of it was sent
     */
    public boolean nothingSent() {
        return nothingSent;
    }
}
