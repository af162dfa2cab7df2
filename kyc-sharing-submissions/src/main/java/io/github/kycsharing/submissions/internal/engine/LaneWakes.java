package io.github.kycsharing.submissions.internal.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines the wakes of each lane: an idle lane is admitted at once, a busy one at most every 20 ms, so that a thousand executions per
 * second do not cost a thousand admissions.
 */
final class LaneWakes {
    private static final Logger log = LoggerFactory.getLogger(LaneWakes.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ScheduledExecutorService executor;
    private final LaneAdmission lanes;
    private final Runnable afterAdmission;
    private final Map<String, Lane> known = new HashMap<>();

    LaneWakes(ScheduledExecutorService executor, LaneAdmission lanes, Runnable afterAdmission) {
        this.executor = executor;
        this.lanes = lanes;
        this.afterAdmission = afterAdmission;
    }

    void wake(String bizEntityKey) {
        Lane lane;
        synchronized (known) {
            lane = known.computeIfAbsent(bizEntityKey, Lane::new);
        }
        lane.wake();
    }

    private final class Lane implements Runnable {
        private final String bizEntityKey;
        private boolean scheduled;
        private boolean running;
        private boolean again;
        private boolean failing;
        private long notBefore = System.nanoTime();

        Lane(String bizEntityKey) {
            this.bizEntityKey = bizEntityKey;
        }

        synchronized void wake() {
            if (running) {
                again = true;
            } else if (!scheduled) {
                scheduled = true;
                try {
                    var unused = executor.schedule(this, notBefore - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (RejectedExecutionException e) {
                    scheduled = false; // the engine stops
                }
            }
        }

        @Override
        public void run() {
            begin();
            boolean admitted = false;
            try {
                admitted = lanes.admit(bizEntityKey) > 0;
                failing = false;
            } catch (RuntimeException | Error e) { // the next wake repeats it
                if (!failing) {
                    log.warn(
                            "The admission of queued submissions failed: {}",
                            e.getClass().getName());
                }
                failing = true;
            }
            if (admitted) {
                afterAdmission.run();
            }
            end(admitted);
        }

        private synchronized void begin() {
            scheduled = false;
            running = true;
            again = false;
            notBefore = System.nanoTime() + PAUSE.toNanos();
        }

        private synchronized void end(boolean admitted) {
            running = false;
            if (again || admitted) { // until nothing more fits
                wake();
            }
        }
    }
}
