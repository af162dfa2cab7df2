package io.github.kycsharing.spring.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Makes runs, one after the other on a thread of its own, from the start of the application to its end. The first one comes
 * after a part of the interval that is drawn at random, so that instances that start together do not ask together.
 */
final class ReconciliationSchedule implements SmartLifecycle, DisposableBean {
    static final String THREAD = "kyc-sharing-reconciliation-";

    private static final Logger log = LoggerFactory.getLogger(ReconciliationSchedule.class);

    private final KycStatusReconciler reconciler;
    private final Duration interval;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private @Nullable ScheduledFuture<?> runs;
    private volatile boolean running;

    ReconciliationSchedule(KycStatusReconciler reconciler, Duration interval) {
        this.reconciler = reconciler;
        this.interval = interval;
        scheduler.setThreadNamePrefix(THREAD);
        scheduler.setDaemon(true);
        scheduler.setErrorHandler(failure -> log.warn("A reconciliation has failed: {}", FailureNames.of(failure)));
    }

    @Override
    public synchronized void start() {
        reconciler.start();
        running = true;
        if (runs != null) {
            scheduler.start();
            return;
        }
        scheduler.initialize();
        Duration first = Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval.toMillis()));
        runs = scheduler.scheduleWithFixedDelay(reconciler::run, Instant.now().plus(first), interval);
    }

    /** Ends a run after the customer it is at. */
    @Override
    public synchronized void stop(Runnable callback) {
        running = false;
        reconciler.stop();
        scheduler.stop(callback);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Interrupts what has not ended in the time that the application has for it. */
    @Override
    public void destroy() {
        scheduler.destroy();
    }
}
