package io.github.kycsharing.spring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Postpones the warm-up of the clients until the context has started, and runs it on a separate thread: earlier, it would
 * compete with the start of the context for the processor.
 */
final class WarmUpAfterStart implements Executor, ApplicationListener<ContextRefreshedEvent> {
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    @Override
    public void execute(Runnable task) {
        var unused = started.thenRunAsync(task, WarmUpAfterStart::onNewThread);
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        started.complete(null);
    }

    private static void onNewThread(Runnable task) {
        Thread thread = new Thread(task, "kyc-sharing-warm-up");
        thread.setDaemon(true);
        thread.start();
    }
}
