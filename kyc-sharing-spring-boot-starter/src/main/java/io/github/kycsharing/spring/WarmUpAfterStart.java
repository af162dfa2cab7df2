package io.github.kycsharing.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Postpones the warm-up of the clients until the application has started, and runs it on a separate thread: earlier, it would
 * compete with the start of the context for the processor.
 */
final class WarmUpAfterStart implements Executor, ApplicationListener<ContextRefreshedEvent> {
    private static final String THREAD = "kyc-sharing-warm-up";

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean started;

    @Override
    public synchronized void execute(Runnable task) {
        if (started) {
            inBackground(List.of(task));
        } else {
            waiting.add(task);
        }
    }

    @Override
    public synchronized void onApplicationEvent(ContextRefreshedEvent event) {
        started = true;
        if (!waiting.isEmpty()) {
            inBackground(List.copyOf(waiting));
            waiting.clear();
        }
    }

    private static void inBackground(List<Runnable> tasks) {
        Thread thread = new Thread(() -> tasks.forEach(Runnable::run), THREAD);
        thread.setDaemon(true);
        thread.start();
    }
}
