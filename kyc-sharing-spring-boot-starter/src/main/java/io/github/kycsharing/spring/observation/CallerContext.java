package io.github.kycsharing.spring.observation;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;

/** Takes the caller's context along to the thread of an asynchronous call: whatever is registered, and the MDC. */
final class CallerContext {
    private final ContextSnapshotFactory registered =
            ContextSnapshotFactory.builder().build();
    // Nobody registers the MDC by default, and a client without this library takes it along.
    private final ContextSnapshotFactory mdc = ContextSnapshotFactory.builder()
            .contextRegistry(new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()))
            .build();

    Runnable carry(Runnable task) {
        return mdc.captureAll().wrap(registered.captureAll().wrap(task));
    }
}
