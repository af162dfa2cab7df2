package io.github.kycsharing.internal.transport;

import java.io.IOException;

/** A socket whose bytes pass a {@link ConnectionGuard}. */
interface Guarded {
    /** The guard of this connection, the same each time. */
    ConnectionGuard guard() throws IOException;
}
