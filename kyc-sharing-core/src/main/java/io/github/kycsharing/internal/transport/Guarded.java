package io.github.kycsharing.internal.transport;

import java.io.IOException;

/** A socket whose bytes pass a {@link ConnectionGuard}. */
interface Guarded {
    /** Returns the guard of this connection, the same one each time. */
    ConnectionGuard guard() throws IOException;
}
