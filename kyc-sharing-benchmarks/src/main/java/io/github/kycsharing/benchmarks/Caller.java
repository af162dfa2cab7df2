package io.github.kycsharing.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A client that shares the record. */
interface Caller extends AutoCloseable {
    /**
     * Makes one call and waits for its end.
     *
     * @throws IOException if it did not end with success
     */
    void call() throws IOException;

    /** Starts one call without waiting, if the client has an asynchronous form. */
    default CompletableFuture<?> callAsync() {
        throw new UnsupportedOperationException("This client has no asynchronous form");
    }

    @Override
    void close();
}
