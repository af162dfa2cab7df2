package io.github.kycsharing.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AttemptTimeoutTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final DeadlineWatch watch = DeadlineWatch.open();
    private final AtomicInteger cancellations = new AtomicInteger();

    @AfterEach
    void close() {
        watch.close();
    }

    private AttemptTimeout timeout(Duration total, Duration write, Duration read) {
        return new AttemptTimeout(watch, total, write, read, cancellations::incrementAndGet);
    }

    @Test
    void cancelsOnceTheTotalTimeIsOver() {
        try (AttemptTimeout timeout = timeout(SHORT, LONG, LONG)) {
            timeout.onWrite();
            timeout.onProgress();

            await().until(timeout::isExpired);
            assertThat(cancellations).hasValue(1);
        }
    }

    @Test
    void cancelsAWriteThatTakesTooLong() {
        try (AttemptTimeout timeout = timeout(LONG, SHORT, LONG)) {
            timeout.onWrite();

            await().until(timeout::isExpired);
        }
    }

    @Test
    void cancelsAWaitForTheServerThatTakesTooLong() {
        try (AttemptTimeout timeout = timeout(LONG, LONG, SHORT)) {
            timeout.onWrite();
            timeout.onProgress();

            await().until(timeout::isExpired);
        }
    }

    @Test
    void neitherWriteNorReadTimeoutLimitsConnecting() {
        try (AttemptTimeout timeout = timeout(LONG, Duration.ofMillis(10), Duration.ofMillis(10))) {
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);

            assertThat(timeout.isExpired()).isFalse();
            timeout.onWrite();
            await().until(timeout::isExpired);
        }
    }

    @Test
    void progressExtendsTheWait() {
        try (AttemptTimeout timeout = timeout(LONG, LONG, Duration.ofMillis(500))) {
            long start = System.nanoTime();
            timeout.onProgress();
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                timeout.onProgress();
                return System.nanoTime() - start > Duration.ofMillis(1200).toNanos();
            });

            assertThat(timeout.isExpired()).isFalse();
            await().until(timeout::isExpired);
        }
    }

    @Test
    void closingEndsIt() {
        AttemptTimeout timeout = timeout(SHORT, LONG, LONG);
        timeout.close();
        await().pollDelay(SHORT.multipliedBy(3)).until(() -> true);

        assertThat(timeout.isExpired()).isFalse();
        assertThat(cancellations).hasValue(0);
    }
}
