package io.github.kycsharing.spring.observation;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;

/** Propagates the caller's context to the thread of an asynchronous call: all registered accessors, and the MDC. */
final class CallerContext {
    private final ContextSnapshotFactory registered =
            ContextSnapshotFactory.builder().build();
    // No accessor for the MDC is registered by default, but a client without this library propagates the MDC.
    private final ContextSnapshotFactory mdc = ContextSnapshotFactory.builder()
            .contextRegistry(new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()))
            .build();

    Runnable carry(Runnable task) {
        return mdc.captureAll().wrap(registered.captureAll().wrap(task));
    }
}
