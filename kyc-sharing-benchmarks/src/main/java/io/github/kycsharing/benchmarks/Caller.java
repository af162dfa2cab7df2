package io.github.kycsharing.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One way of sharing the same record. */
interface Caller extends AutoCloseable {
    /**
     * Makes one call and waits for its end.
     *
     * @throws IOException if it did not end with success
     */
    void call() throws IOException;

    /** Makes one call without waiting, where this way has a way to. */
    default CompletableFuture<?> callAsync() {
        throw new UnsupportedOperationException("This way of calling has no asynchronous form");
    }

    @Override
    void close();
}
