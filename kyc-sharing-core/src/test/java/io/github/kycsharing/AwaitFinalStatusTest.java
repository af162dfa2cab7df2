package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Polls until the status is final, blocking and asynchronously. */
@Timeout(60)
class AwaitFinalStatusTest extends AgainstSimulator {
    private static final KycStatusQuery QUERY = KycStatusQuery.of(TestRecords.userInfo("42"));
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final AwaitOptions SOON =
            AwaitOptions.within(Duration.ofSeconds(30)).withIntervals(Duration.ofMillis(5), Duration.ofMillis(20));

    /** The blocking and the asynchronous method, which must have the same result. */
    enum Way {
        BLOCKING {
            @Override
            AwaitedStatus await(KycSharingClient client, KycStatusQuery query, AwaitOptions options) {
                return client.awaitFinalStatus(query, options);
            }
        },
        ASYNCHRONOUS {
            @Override
            AwaitedStatus await(KycSharingClient client, KycStatusQuery query, AwaitOptions options) {
                try {
                    return client.awaitFinalStatusAsync(query, options).get(50, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        abstract AwaitedStatus await(KycSharingClient client, KycStatusQuery query, AwaitOptions options);
    }

    @ParameterizedTest
    @EnumSource
    void pollsUntilTheStatusIsFinal(Way way) {
        exchange.status("42")
                .progress(
                        ExchangeStatus.PROCESS,
                        ExchangeStatus.of("BRAND_NEW"),
                        ExchangeStatus.REVIEW,
                        ExchangeStatus.REFUSED);
        AwaitedStatus awaited = way.await(client, QUERY, SOON);

        assertThat(awaited.isFinal()).isTrue();
        assertThat(awaited.isPassed()).isFalse();
        assertThat(awaited.status().orElseThrow().levelStatus()).contains(LevelStatus.REFUSED);
        assertThat(awaited.queries()).isEqualTo(4);
        assertThat(awaited.lastFailure()).isEmpty();
        assertThat(exchange.journal().statusQueries()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void continuesAfterATemporaryFailure(Way way) {
        exchange.status("42").set(ExchangeStatus.PASS);
        exchange.faults()
                .forStatusQueries()
                .next(
                        Fault.RESET_AFTER_PROCESSING,
                        Fault.SYSTEM_ERROR,
                        Fault.HTTP_503,
                        Fault.EMPTY_BODY,
                        Fault.response(404, "text/html", new byte[] {'x'}));
        AwaitedStatus awaited = way.await(client, QUERY, SOON.withDelivery(once()));

        assertThat(awaited.isPassed()).isTrue();
        assertThat(awaited.queries()).isEqualTo(6);
        assertThat(awaited.lastFailure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void returnsTheLastStatusAtTheTimeout(Way way) {
        exchange.status("42").set(ExchangeStatus.REVIEW);
        long start = System.nanoTime();
        AwaitedStatus awaited = way.await(client, QUERY, within(Duration.ofMillis(800)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(awaited.isFinal()).isFalse();
        assertThat(awaited.status().orElseThrow().levelStatus()).contains(LevelStatus.REVIEW);
        assertThat(awaited.queries()).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource
    void pollsACustomerThatIsNotFoundYet(Way way) {
        AwaitedStatus awaited = way.await(client, QUERY, within(Duration.ofMillis(100)));
        assertThat(awaited.status().orElseThrow().nonExisted()).isTrue();
        assertThat(awaited.isFinal()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void returnsNoStatusAtTheTimeoutIfEveryQueryFailed(Way way) {
        exchange.faults().forStatusQueries().always(Fault.HTTP_503);
        AwaitedStatus awaited = way.await(client, QUERY, within(Duration.ofMillis(200)));
        assertThat(awaited.status()).isEmpty();
        assertThat(awaited.isPassed()).isFalse();
        assertThat(awaited.lastFailure()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void noQueryExceedsTheTimeout(Way way) throws IOException {
        try (ScriptedServer silent = ScriptedServer.following(ServerActions.stallBeforeHeaders());
                KycSharingClient patient = TestClients.standard(silent.baseUrl())
                        .readTimeout(LONG)
                        .delivery(DeliveryOptions.builder().totalTimeout(LONG).build())
                        .build()) {
            long start = System.nanoTime();
            AwaitedStatus awaited = way.await(patient, QUERY, within(Duration.ofMillis(300)));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
            assertThat(awaited.status()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsIfAnotherQueryCannotHelp(Way way) {
        exchange.faults().forStatusQueries().next(Fault.code("10040102"), Fault.FORBIDDEN, Fault.code("31337"));
        assertThatExceptionOfType(KycRejectedException.class).isThrownBy(() -> way.await(client, QUERY, SOON));
        assertThatExceptionOfType(KycAccessDeniedException.class).isThrownBy(() -> way.await(client, QUERY, SOON));
        assertThatExceptionOfType(KycRejectedException.class).isThrownBy(() -> way.await(client, QUERY, SOON));
        assertThatExceptionOfType(KycValidationException.class)
                .isThrownBy(() -> way.await(client, KycStatusQuery.builder().build(), SOON));
        assertThat(exchange.journal().statusQueries()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotPollBeforeRetryAfter(Way way) {
        exchange.faults().forStatusQueries().always(Fault.tooManyRequests("3600"));
        AwaitedStatus awaited = way.await(client, QUERY, SOON);
        assertThat(awaited.queries()).isEqualTo(1);
        assertThat(awaited.lastFailure().orElseThrow().retryAfter()).contains(Duration.ofHours(1));
        assertThat(exchange.journal().statusQueries()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenTheClientIsClosed(Way way) throws Exception {
        CompletableFuture<KycSharingException> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                way.await(client, QUERY, within(LONG).withIntervals(LONG, LONG));
            } catch (KycSharingException e) {
                failure.complete(e);
            }
        });
        caller.start();
        Awaitility.await().until(() -> exchange.journal().statusQueries().size() == 1);
        client.close();
        assertThat(failure.get(10, TimeUnit.SECONDS))
                .isInstanceOf(KycNotSentException.class)
                .extracting(e -> ((KycNotSentException) e).reason())
                .isEqualTo(Reason.CLOSED);
    }

    @Test
    void anInterruptEndsThePauseAndStaysVisible() throws Exception {
        CompletableFuture<KycSharingException> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                client.awaitFinalStatus(QUERY, within(LONG).withIntervals(LONG, LONG));
            } catch (KycSharingException e) {
                failure.complete(Thread.currentThread().isInterrupted() ? e : null);
            }
        });
        caller.start();
        Awaitility.await()
                .until(() -> exchange.journal().statusQueries().size() == 1
                        && caller.getState() == Thread.State.TIMED_WAITING);
        caller.interrupt();
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(KycNotSentException.class);
        assertThat(exchange.journal().statusQueries()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheQueryUnderWay() throws Exception {
        try (ScriptedServer silent = ScriptedServer.following(ServerActions.stallBeforeHeaders());
                KycSharingClient patient =
                        TestClients.standard(silent.baseUrl()).readTimeout(LONG).build()) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    patient.awaitFinalStatus(QUERY, within(LONG));
                } catch (KycSharingException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            Awaitility.await().until(() -> silent.received().size() == 1);
            caller.interrupt();
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    @Test
    void cancellingEndsThePause() {
        CompletableFuture<AwaitedStatus> waiting =
                client.awaitFinalStatusAsync(QUERY, within(LONG).withIntervals(Duration.ofMillis(300), LONG));
        Awaitility.await().until(() -> exchange.journal().statusQueries().size() == 1);
        assertThat(waiting.cancel(false)).isTrue();
        Awaitility.await()
                .during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(5))
                .until(() -> exchange.journal().statusQueries().size() == 1);
        assertThat(waiting).isCancelled();
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        List<Boolean> hungUp = new CopyOnWriteArrayList<>();
        try (ScriptedServer listening = ScriptedServer.following((conversation, received) -> {
                    received.add(conversation.readRequest());
                    try {
                        conversation.readHead();
                    } catch (IOException e) {
                        hungUp.add(true);
                    }
                });
                KycSharingClient patient = TestClients.standard(listening.baseUrl())
                        .readTimeout(LONG)
                        .build()) {
            CompletableFuture<AwaitedStatus> waiting = patient.awaitFinalStatusAsync(QUERY, within(LONG));
            Awaitility.await().until(() -> listening.received().size() == 1);
            waiting.cancel(true);
            Awaitility.await().until(() -> !hungUp.isEmpty());
            assertThat(listening.connections()).isEqualTo(1);
        }
    }

    @Test
    void pollsManyCustomersWithoutAThreadEach() {
        AtomicInteger running = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        Executor counting = task -> threads.execute(() -> {
            running.incrementAndGet();
            task.run();
            running.decrementAndGet();
        });
        AwaitOptions patiently = within(LONG).withIntervals(Duration.ofSeconds(2), Duration.ofSeconds(2));
        List<CompletableFuture<AwaitedStatus>> waits = new ArrayList<>();
        try (KycSharingClient counted = TestClients.standard(exchange.baseUrl())
                .readTimeout(Duration.ofSeconds(20))
                .asyncExecutor(counting)
                .build()) {
            for (int i = 0; i < 60; i++) {
                String customer = "c" + i;
                exchange.status(customer).progress(ExchangeStatus.PROCESS, ExchangeStatus.PASS);
                waits.add(counted.awaitFinalStatusAsync(KycStatusQuery.of(TestRecords.userInfo(customer)), patiently));
            }
            Awaitility.await().until(() -> exchange.journal().statusQueries().size() >= 60 && running.get() == 0);
            assertThat(waits).anyMatch(wait -> !wait.isDone());
            assertThat(waits)
                    .allSatisfy(wait -> assertThat(wait)
                            .succeedsWithin(Duration.ofSeconds(20))
                            .matches(AwaitedStatus::isPassed));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theLoggingContextFollowsEveryQuery() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (KycSharingClient observed = TestClients.standard(exchange.baseUrl())
                .observer(operation -> {
                    seen.add(operation + " " + MDC.get("trace"));
                    throw new IllegalStateException();
                })
                .build()) {
            exchange.status("42").progress(ExchangeStatus.PROCESS, ExchangeStatus.REVIEW, ExchangeStatus.PASS);
            MDC.put("trace", "t-1");
            CompletableFuture<AwaitedStatus> waiting = observed.awaitFinalStatusAsync(QUERY, SOON);
            MDC.remove("trace");
            assertThat(waiting.get(20, TimeUnit.SECONDS).isPassed()).isTrue();
            assertThat(seen).containsExactly("CHECK_STATUS t-1", "CHECK_STATUS t-1", "CHECK_STATUS t-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void fakeClientCanBePolled(Way way) {
        Fake fake = new Fake();
        fake.statuses.add(new KycStatus(Map.of("nonExisted", true)));
        fake.statuses.add(new KycStatus(Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", "PASS")))));
        assertThat(way.await(fake, QUERY, SOON).isPassed()).isTrue();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> way.await(fake, QUERY, SOON))
                .withMessage("no more statuses");
    }

    private static DeliveryOptions once() {
        return DeliveryOptions.builder().maxAttempts(1).build();
    }

    private static AwaitOptions within(Duration timeout) {
        return AwaitOptions.within(timeout).withIntervals(Duration.ofMillis(5), Duration.ofMillis(20));
    }

    /** A fake client, as a broker would write it for its own tests. */
    private static final class Fake implements KycSharingClient {
        final Deque<KycStatus> statuses = new ArrayDeque<>();

        @Override
        public KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options) {
            if (statuses.isEmpty()) {
                throw new IllegalStateException("no more statuses");
            }
            return statuses.remove();
        }

        @Override
        public CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options) {
            return CompletableFuture.supplyAsync(() -> checkStatus(query, options))
                    .exceptionally(e -> {
                        throw e instanceof CompletionException known ? known : new CompletionException(e);
                    });
        }

        @Override
        public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
