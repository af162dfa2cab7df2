package io.github.kycsharing.spi;

import java.io.IOException;

/**
 * A call that ended without a response. Of what it comes from it keeps the types and the stack traces, and no message: an HTTP
 * client quotes there what the server sent, and a server may send back what it was sent.
 */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean nothingSent;

    /**
     * Makes the exception.
     *
     * @param nothingSent true only if it is certain that no byte of the request left this machine
     * @param cause what happened; its types are kept, its messages and its suppressed exceptions are not
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
