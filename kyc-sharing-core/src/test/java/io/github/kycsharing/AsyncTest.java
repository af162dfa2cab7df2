package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

/** Asynchronous calls: concurrency, context propagation, cancellation and threads. */
@Timeout(60)
@ExtendWith(LoadedClasses.class)
class AsyncTest {
    private static final int MANY = 200;

    @Test
    void runsManyCallsConcurrently() throws Exception {
        CountDownLatch allArrived = new CountDownLatch(MANY);
        Move respondWhenAllAreHere = (conversation, received) -> {
            received.add(conversation.readRequest());
            allArrived.countDown();
            try {
                if (allArrived.await(20, TimeUnit.SECONDS)) {
                    conversation.response(
                            200, "Connection: close\r\n", ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8));
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        try (ScriptedServer server = ScriptedServer.following(respondWhenAllAreHere);
                KycSharingClient client = patient(server.baseUrl())) {
            List<CompletableFuture<ShareResult>> calls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                calls.add(client.shareAsync(TestRecords.standard("c" + i)));
            }
            for (CompletableFuture<ShareResult> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS).code().isSuccess()).isTrue();
            }
            assertThat(server.received().stream()
                            .map(request -> request.requestNo())
                            .distinct())
                    .hasSize(MANY);
        }
    }

    @Test
    void failuresArriveInTheFuture() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(ServerActions.error("10040102")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.shareAsync(TestRecords.standard("42")))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(KycRejectedException.class);
            assertThat(client.shareAsync(KycInfo.builder().build()))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(KycValidationException.class);
        }
    }

    @Test
    void cancellingClosesTheConnection() throws Exception {
        AtomicReference<Boolean> hungUp = new AtomicReference<>(false);
        Move listen = (conversation, received) -> {
            received.add(conversation.readRequest());
            try {
                conversation.readHead();
            } catch (IOException e) {
                hungUp.set(true);
            }
        };
        try (ScriptedServer server = ScriptedServer.following(listen);
                KycSharingClient client = patient(server.baseUrl())) {
            CompletableFuture<ShareResult> call = client.shareAsync(TestRecords.standard("42"));
            Awaitility.await().until(() -> server.received().size() == 1);
            assertThat(call.cancel(false)).isTrue();
            Awaitility.await().until(hungUp::get);
            assertThat(call).isCancelled();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void cancellingEndsTheWaitBetweenAttempts() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(429, "Retry-After: 1\r\n", ""));
                KycSharingClient client = patient(server.baseUrl())) {
            CompletableFuture<ShareResult> call = client.shareAsync(TestRecords.standard("42"));
            Awaitility.await().until(() -> server.received().size() == 1);
            call.cancel(true);
            Awaitility.await()
                    .until(() -> threads("kyc-sharing-async").stream()
                            .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
            Awaitility.await()
                    .during(Duration.ofMillis(1500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> server.connections() == 1);
        }
    }

    @Test
    void theLoggingContextFollowsTheCall() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (KycSharingClient client = TestClients.standard("http://localhost")
                .transport(new Transport(() -> seen.set(MDC.get("trace"))))
                .build()) {
            MDC.put("trace", "t-1");
            CompletableFuture<ShareResult> call = client.shareAsync(TestRecords.standard("42"));
            MDC.remove("trace");
            call.get(5, TimeUnit.SECONDS);
            assertThat(seen.get()).isEqualTo("t-1");
            client.shareAsync(TestRecords.standard("43")).get(5, TimeUnit.SECONDS);
            assertThat(seen.get()).isNull();
        }
    }

    @Test
    void anExecutorOfTheCallersIsUsedAndLeftOpen() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "the-callers"));
        try (KycSharingClient client = TestClients.standard("http://localhost")
                .transport(new Transport(() -> seen.set(Thread.currentThread().getName())))
                .asyncExecutor(executor)
                .build()) {
            client.shareAsync(TestRecords.standard("42")).get(5, TimeUnit.SECONDS);
            assertThat(seen.get()).isEqualTo("the-callers");
        }
        assertThat(executor.isShutdown()).isFalse();
        executor.shutdown();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void manyVirtualThreadsCallAtOnce() throws Exception {
        // Called by reflection, since the library is compiled for a platform that does not have them.
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try (ScriptedServer server = ScriptedServer.following((conversation, received) -> {
                    received.add(conversation.readRequest());
                    conversation.stall(100);
                    conversation.response(
                            200, "Connection: close\r\n", ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8));
                });
                KycSharingClient client = patient(server.baseUrl())) {
            List<Future<ShareResult>> calls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                ShareKycRequest request = ShareKycRequest.of("R-" + i, TestRecords.standard("c" + i));
                calls.add(virtual.submit(() -> client.share(request)));
            }
            for (Future<ShareResult> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS).code().isSuccess()).isTrue();
            }
        } finally {
            virtual.shutdownNow();
        }
    }

    @Test
    @Timeout(200)
    void closingLeavesNoThreadBehind() throws Exception {
        List<Thread> before = threads("");
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept())) {
            try (KycSharingClient client = patient(server.baseUrl())) {
                client.shareAsync(TestRecords.standard("42")).get(5, TimeUnit.SECONDS);
                client.share(TestRecords.standard("43"));
                assertThat(threads("kyc-sharing-async")).isNotEmpty();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> threads("kyc-sharing-async").isEmpty());
        // All clients of the process share the threads of OkHttp and Okio, which are daemons and end when idle for a
        // minute.
        assertThat(threads("Ok")).allMatch(Thread::isDaemon);
        Awaitility.await()
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> threads("").stream()
                        .filter(thread -> thread.getName().startsWith("Ok"))
                        .allMatch(before::contains));
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    private static KycSharingClient patient(String baseUrl) {
        return TestClients.standard(baseUrl)
                .asyncThreads(MANY)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(30))
                .delivery(DeliveryOptions.builder()
                        .totalTimeout(Duration.ofSeconds(40))
                        .build())
                .build();
    }

    /** Responds from memory, as an application's own transport might. */
    private record Transport(Runnable onCall) implements ExchangeTransport {
        @Override
        public TransportResponse send(TransportRequest request) {
            onCall.run();
            return new TransportResponse(
                    200, ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8), false, Optional.empty());
        }

        @Override
        public void close() {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
