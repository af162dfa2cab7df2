package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Threads and queue of the asynchronous calls of a configured client. */
@Timeout(60)
class AsyncFromPropertiesTest {
    private static final byte[] ACCEPTED = "{\"code\":\"000000\",\"success\":true}".getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicReference<Thread> seen = new AtomicReference<>();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KycSharingAutoConfiguration.class))
            .withBean(ExchangeTransport.class, () -> new ExchangeTransport() {
                @Override
                public TransportResponse send(TransportRequest request) {
                    seen.set(Thread.currentThread());
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new TransportResponse(200, ACCEPTED, false, Optional.empty());
                }

                @Override
                public void close() {
                    // There is nothing to close.
                }
            })
            .withPropertyValues(
                    "kyc-sharing.biz-entity-key=BROKERKEY",
                    "kyc-sharing.secret=s3cret",
                    "kyc-sharing.broker-type=standard",
                    "kyc-sharing.notify-url=.");

    @Test
    void threadsAndQueueAreBoundByProperties() {
        runner.withPropertyValues("kyc-sharing.async.threads=1", "kyc-sharing.async.queue-capacity=1")
                .run(context -> {
                    KycSharingClient client = context.getBean(KycSharingClient.class);
                    CompletableFuture<ShareResult> first = client.shareAsync(Records.standard());
                    CompletableFuture<ShareResult> second = client.shareAsync(Records.standard());
                    assertThat(client.shareAsync(Records.standard()))
                            .isCompletedExceptionally()
                            .satisfies(third -> assertThat(third.handle((result, failure) -> failure)
                                            .join())
                                    .isInstanceOfSatisfying(
                                            KycNotSentException.class,
                                            e -> assertThat(e.reason()).isEqualTo(Reason.QUEUE_FULL)));
                    release.countDown();
                    CompletableFuture.allOf(first, second).join();
                });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void usesVirtualThreadsIfTheApplicationDoes() {
        release.countDown();
        runner.withPropertyValues("spring.threads.virtual.enabled=true").run(context -> {
            context.getBean(KycSharingClient.class)
                    .shareAsync(Records.standard())
                    .join();
            Object virtual = Thread.class.getMethod("isVirtual").invoke(seen.get());
            assertThat(virtual).isEqualTo(true);
        });
    }

    @Test
    void usesPlatformThreadsByDefault() {
        release.countDown();
        runner.run(context -> {
            context.getBean(KycSharingClient.class)
                    .shareAsync(Records.standard())
                    .join();
            assertThat(seen.get()).satisfies(thread -> {
                assertThat(thread.getName()).startsWith("kyc-sharing-async-");
                assertThat(thread.isDaemon()).isTrue();
            });
        });
    }
}
