package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call ends by its deadline even if the application's code, the threads or the transport block. */
@Timeout(60)
@ExtendWith(LoadedClasses.class)
class DeadlineTest {
    private static final Duration TOTAL = Duration.ofMillis(600);
    private static final Duration TOLERANCE = Duration.ofMillis(700);

    private final CountDownLatch release = new CountDownLatch(1);
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.following(ServerActions.accept());
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        server.close();
    }

    private KycSharingClientBuilder client() {
        return TestClients.standard(server.baseUrl())
                .delivery(DeliveryOptions.builder().totalTimeout(TOTAL).build());
    }

    /** Blocks and ignores interrupts, like a driver that reads from a stalled database. */
    private void blockDeafly() {
        boolean interrupted = false;
        while (true) {
            try {
                release.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void blockUntilInterrupted() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Named<BiFunction<DeadlineTest, KycSharingClientBuilder, KycSharingClientBuilder>>> blocked() {
        return Stream.of(
                Named.of(
                        "secret supplier",
                        (test, builder) -> builder.secret(() -> {
                            test.blockDeafly();
                            return TestRecords.SECRET;
                        })),
                Named.of(
                        "interruptible supplier",
                        (test, builder) -> builder.secret(() -> {
                            test.blockUntilInterrupted();
                            return TestRecords.SECRET;
                        })),
                Named.of(
                        "signer",
                        (test, builder) -> builder.signer(body -> {
                            test.blockDeafly();
                            return "signature";
                        })),
                Named.of("hook", (test, builder) -> builder.beforeSend(customer -> test.blockDeafly())),
                Named.of(
                        "interruptible hook",
                        (test, builder) -> builder.beforeSend(customer -> test.blockUntilInterrupted())));
    }

    private void requireNothingSentLater() {
        release.countDown();
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(5))
                .until(() -> server.connections() == 0);
    }

    @ParameterizedTest
    @MethodSource("blocked")
    @Execution(ExecutionMode.CONCURRENT)
    void aBlockedStepEndsASynchronousCallAsNotSent(
            BiFunction<DeadlineTest, KycSharingClientBuilder, KycSharingClientBuilder> blocked) {
        try (KycSharingClient client = blocked.apply(this, client()).build()) {
            long start = System.nanoTime();
            KycNotSentException failure =
                    catchThrowableOfType(KycNotSentException.class, () -> client.share(TestRecords.standard("42")));
            assertThat(failure.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
            assertThat(failure.attempts()).isZero();
            assertThat(since(start)).isBetween(TOTAL.minusMillis(50), TOTAL.plus(TOLERANCE));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        requireNothingSentLater();
    }

    @ParameterizedTest
    @MethodSource("blocked")
    @Execution(ExecutionMode.CONCURRENT)
    void aBlockedStepEndsAnAsynchronousCallAsNotSent(
            BiFunction<DeadlineTest, KycSharingClientBuilder, KycSharingClientBuilder> blocked) {
        try (KycSharingClient client = blocked.apply(this, client()).build()) {
            long start = System.nanoTime();
            assertThat(failureOf(client.shareAsync(TestRecords.standard("42"))))
                    .isInstanceOfSatisfying(
                            KycNotSentException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
            assertThat(since(start)).isBetween(TOTAL.minusMillis(50), TOTAL.plus(TOLERANCE));
        }
        requireNothingSentLater();
    }

    @Test
    void aBlockedSignerEndsAStatusQuery() {
        try (KycSharingClient client = client().signer(body -> {
                    blockDeafly();
                    return "signature";
                })
                .build()) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.checkStatus(query()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void anInterruptEndsABlockedHookAtOnce() {
        Thread caller = Thread.currentThread();
        try (KycSharingClient client = client().delivery(DeliveryOptions.builder()
                        .totalTimeout(Duration.ofSeconds(50))
                        .build())
                .beforeSend(customer -> {
                    caller.interrupt();
                    blockDeafly();
                })
                .build()) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("42")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
        }
        requireNothingSentLater();
    }

    @Test
    void aSignerFromMemoryRunsOnTheCallersThread() {
        AtomicReference<Thread> seen = new AtomicReference<>();
        RequestSigner hmac = RequestSigner.hmacSha256(TestRecords.SECRET);
        RequestSigner fromMemory = new RequestSigner() {
            @Override
            public String sign(byte[] body) {
                seen.set(Thread.currentThread());
                return hmac.sign(body);
            }

            @Override
            public boolean mayBlock() {
                return false;
            }
        };
        try (KycSharingClient client = client().signer(fromMemory).build()) {
            client.share(TestRecords.standard("42"));
        }
        assertThat(seen.get()).isSameAs(Thread.currentThread());
        assertThat(hmac.mayBlock()).isFalse();
        assertThat(RequestSigner.hmacSha256(() -> TestRecords.SECRET).mayBlock())
                .isTrue();
    }

    @Test
    void anAsynchronousCallStaysOnOneThread() {
        List<Thread> seen = new ArrayList<>();
        try (KycSharingClient client = client().signer(body -> {
                    seen.add(Thread.currentThread());
                    return "signature";
                })
                .beforeSend(customer -> seen.add(Thread.currentThread()))
                .transport(new Transport(request -> seen.add(Thread.currentThread())))
                .build()) {
            client.shareAsync(TestRecords.standard("42")).join();
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.stream().distinct())
                .singleElement()
                .satisfies(thread -> assertThat(thread.getName()).startsWith("kyc-sharing-async-"));
    }

    @Test
    void waitForAThreadCountsTowardsTheDeadline() {
        AtomicInteger sent = new AtomicInteger();
        try (KycSharingClient client = client().asyncThreads(1)
                .transport(new Transport(request -> {
                    sent.incrementAndGet();
                    blockDeafly();
                }))
                .build()) {
            long start = System.nanoTime();
            CompletableFuture<ShareResult> first = client.shareAsync(TestRecords.standard("1"));
            CompletableFuture<ShareResult> second = client.shareAsync(TestRecords.standard("2"));
            assertThat(failureOf(second))
                    .isInstanceOfSatisfying(
                            KycNotSentException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
            assertThat(since(start)).isLessThan(TOTAL.plus(TOLERANCE));
            // The transport ignores its timeout: the request may have arrived.
            assertThat(failureOf(first)).isInstanceOfSatisfying(KycOutcomeUnknownException.class, e -> {
                assertThat(e.attempts()).isEqualTo(1);
                assertThat(e.firstAttemptAt()).isAfter(Instant.EPOCH);
            });
            assertThat(since(start)).isLessThan(TOTAL.plusSeconds(1).plus(TOLERANCE));
            release.countDown();
        }
        assertThat(sent).hasValue(1);
    }

    @Test
    void aFullQueueEndsTheCallAtOnce() {
        try (KycSharingClient client = client().asyncThreads(1)
                .asyncQueueCapacity(1)
                .beforeSend(customer -> blockDeafly())
                .build()) {
            CompletableFuture<ShareResult> first = client.shareAsync(TestRecords.standard("1"));
            CompletableFuture<ShareResult> second = client.shareAsync(TestRecords.standard("2"));
            CompletableFuture<ShareResult> third = client.shareAsync(TestRecords.standard("3"));
            assertThat(third).isCompletedExceptionally();
            assertThat(failureOf(third))
                    .isInstanceOfSatisfying(
                            KycNotSentException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.QUEUE_FULL));
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            release.countDown();
        }
    }

    /** Fails before the thread exists: thread pools of newer JDKs do not call {@code start}. */
    private static final ThreadFactory NO_THREADS = task -> {
        throw new OutOfMemoryError("unable to create native thread: possibly out of memory or limits reached");
    };

    @Test
    void aThreadThatCannotBeCreatedEndsTheCallAsNotSent() {
        try (KycSharingClient client = client().asyncThreadFactory(NO_THREADS)
                .beforeSend(customer -> {})
                .build()) {
            assertThat(failureOf(client.shareAsync(TestRecords.standard("1"))))
                    .isInstanceOfSatisfying(
                            KycNotSentException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_THREAD));
            assertThat(failureOf(client.checkStatusAsync(query()))).isInstanceOf(KycNotSentException.class);
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("2")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_THREAD));
        }
        requireNothingSentLater();
    }

    @Test
    void aCallWaitsForAThreadWhereNoOtherCanBeCreated() {
        AtomicBoolean first = new AtomicBoolean(true);
        ThreadFactory one = task -> first.getAndSet(false) ? new Thread(task) : NO_THREADS.newThread(task);
        try (KycSharingClient client = client().asyncThreadFactory(one).build()) {
            List<CompletableFuture<ShareResult>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(client.shareAsync(TestRecords.standard("c" + i)));
            }
            assertThat(calls)
                    .allSatisfy(
                            call -> assertThat(call.join().code().isSuccess()).isTrue());
        }
    }

    @Test
    void anExecutorWithoutThreadsEndsTheFuture() {
        try (KycSharingClient client = client().asyncExecutor(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .build()) {
            assertThat(failureOf(client.shareAsync(TestRecords.standard("1")))).isInstanceOf(KycNotSentException.class);
            assertThat(failureOf(
                            client.awaitFinalStatusAsync(query(), AwaitOptions.within(TOTAL)), AwaitedStatus.class))
                    .isTrue();
        }
    }

    @Test
    void futureEndsIfTheExecutorDropsTheCall() {
        try (KycSharingClient client = client().asyncExecutor(task -> {}).build()) {
            long start = System.nanoTime();
            assertThat(failureOf(client.shareAsync(TestRecords.standard("1")))).isInstanceOf(KycNotSentException.class);
            assertThat(since(start)).isLessThan(TOTAL.plus(TOLERANCE));
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void aRequestNoGeneratorThatFailsEndsTheFuture() {
        try (KycSharingClient client = client().requestNoGenerator(() -> {
                    throw new IllegalStateException("no numbers");
                })
                .build()) {
            assertThat(client.shareAsync(TestRecords.standard("1"))).isCompletedExceptionally();
        }
    }

    @Test
    void threadErrorInTheTransportIsAnUnknownOutcome() {
        try (KycSharingClient client = TestClients.standard(server.baseUrl().replace("127.0.0.1", "localhost"))
                .okHttp(http -> http.dns(host -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .build()) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("42")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_CONNECTION));
        }
    }

    @Test
    void blockingDependentsDoNotHoldUpOtherDeadlines() {
        try (KycSharingClient client =
                client().asyncThreads(8).beforeSend(customer -> blockDeafly()).build()) {
            CompletableFuture<?> slow =
                    client.shareAsync(TestRecords.standard("1")).whenComplete((result, failure) -> blockDeafly());
            CompletableFuture<ShareResult> other = client.shareAsync(TestRecords.standard("2"));
            assertThat(failureOf(other)).isInstanceOf(KycNotSentException.class);
            assertThat(slow).isNotDone();
            release.countDown();
        }
    }

    private static boolean failureOf(CompletableFuture<?> future, Class<?> result) {
        try {
            return result.isInstance(future.get(10, TimeUnit.SECONDS));
        } catch (Exception e) {
            return e.getCause() instanceof KycSharingException;
        }
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        try {
            future.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return Objects.requireNonNull(e.getCause());
        }
        throw new AssertionError("It did not fail");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static KycStatusQuery query() {
        return KycStatusQuery.of(
                Objects.requireNonNull(TestRecords.standard("42").userInfo()));
    }

    private interface OnRequest {
        void accept(TransportRequest request);
    }

    private record Transport(OnRequest onRequest) implements ExchangeTransport {
        @Override
        public TransportResponse send(TransportRequest request) {
            onRequest.accept(request);
            return new TransportResponse(
                    200, ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8), false, Optional.empty());
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
