package io.github.kycsharing.transport;

import java.io.IOException;

/** A call that ended without an answer. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean nothingSent;

    /**
     * Makes the exception.
     *
     * @param nothingSent true only if it is certain that no byte of the request left this machine
     * @param cause what happened; its message must not quote the request
     */
    public TransportException(boolean nothingSent, Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
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
