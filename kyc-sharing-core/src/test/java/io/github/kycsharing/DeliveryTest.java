package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts, waits, the deadline and interrupts, over real sockets. */
@Timeout(60)
@ExtendWith(LoadedClasses.class)
class DeliveryTest {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));

    @Test
    void stopsAfterTheAttemptsThatTheCallAllows() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(503, "", ""));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            DeliveryOptions twice = DeliveryOptions.builder().maxAttempts(2).build();
            Instant before = Instant.now();
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST, twice))
                    .satisfies(e -> {
                        assertThat(e.attempts()).isEqualTo(2);
                        assertThat(e.requestNo()).isEqualTo("R-1");
                        assertThat(e.lastSeen()).isEqualTo("HTTP 503 with an empty response");
                        assertThat(e.evidence()).isEqualTo(Evidence.MAY_HAVE_ARRIVED);
                        assertThat(e.firstAttemptAt()).isBetween(before, e.lastAttemptAt());
                        assertThat(e.lastAttemptAt()).isBetween(e.firstAttemptAt(), Instant.now());
                    });
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void waitsForRetryAfter() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(429, "Retry-After: 1\r\n", ""), ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            long start = System.nanoTime();
            assertThat(client.share(REQUEST).code().isSuccess()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void waitsUntilTheDateThatRetryAfterNames() throws IOException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3).atOffset(ZoneOffset.UTC));
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(503, "Retry-After: " + date + "\r\n", ""), ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            long start = System.nanoTime();
            assertThat(client.share(REQUEST).code().isSuccess()).isTrue();
            // HTTP dates have whole seconds, so up to one of the three seconds is lost.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void failsAtOnceWhenRetryAfterIsBeyondTheDeadline() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.following(ServerActions.response(429, "Retry-After: 3600\r\n", ""));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            long start = System.nanoTime();
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> {
                        assertThat(e.retryAfter()).contains(Duration.ofHours(1));
                        assertThat(e.attempts()).isEqualTo(1);
                    });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999", "99999999999999999999999999", "00000000000000000000000001000000000"})
    void takesATooLongRetryAfterForVeryLong(String retryAfter) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(429, "Retry-After: " + retryAfter + "\r\n", ""));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> {
                        assertThat(e.retryAfter()).contains(Duration.ofSeconds(999_999_999));
                        assertThat(e.attempts()).isEqualTo(1);
                    });
        }
    }

    @Test
    void ignoresARetryAfterThatIsNeitherSecondsNorADate() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(429, "Retry-After: soon\r\n", ""), ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(REQUEST).code().isSuccess()).isTrue();
        }
    }

    @Test
    void endsWithinTheTotalTimeout() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.slowDrip(50));
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .readTimeout(Duration.ofSeconds(30))
                        .build()) {
            DeliveryOptions hurried = DeliveryOptions.builder()
                    .totalTimeout(Duration.ofMillis(700))
                    .build();
            long start = System.nanoTime();
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST, hurried));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(600), Duration.ofSeconds(3));
        }
    }

    @Test
    void anInterruptEndsACallThatWaitsForAResponse() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.stallBeforeHeaders());
                KycSharingClient client = patient(server.baseUrl())) {
            Interrupted call = new Interrupted(client);
            Awaitility.await().until(() -> server.received().size() == 1);
            call.interrupt();
            assertThat(call.failure()).isInstanceOf(KycOutcomeUnknownException.class);
            assertThat(call.flagWasSet()).isTrue();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptEndsTheWaitBetweenAttempts() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(429, "Retry-After: 20\r\n", ""));
                KycSharingClient client = patient(server.baseUrl())) {
            Interrupted call = new Interrupted(client);
            Awaitility.await().until(() -> server.received().size() == 1);
            call.interrupt();
            assertThat(call.failure()).isInstanceOf(KycOutcomeUnknownException.class);
            assertThat(call.flagWasSet()).isTrue();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedThreadSendsNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void closingEndsTheCallUnderWay() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ScriptedServer server = ScriptedServer.following(ServerActions.stallBeforeHeaders())) {
            KycSharingClient client = patient(server.baseUrl());
            Future<?> call = threads.submit(() -> client.share(REQUEST));
            Awaitility.await().until(() -> server.received().size() == 1);
            client.close();
            assertThat(call)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(KycOutcomeUnknownException.class);
            assertThat(server.connections()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingEndsTheWaitBetweenAttempts() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(429, "Retry-After: 20\r\n", ""))) {
            KycSharingClient client = patient(server.baseUrl());
            Future<?> call = threads.submit(() -> client.share(REQUEST));
            Awaitility.await().until(() -> server.received().size() == 1);
            client.close();
            assertThat(call).failsWithin(Duration.ofSeconds(5));
            assertThat(server.connections()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosedClientSendsNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept())) {
            KycSharingClient client = TestClients.standard(server.baseUrl()).build();
            client.close();
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
            assertThat(client.shareAsync(REQUEST))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(KycNotSentException.class);
            assertThat(server.connections()).isZero();
        }
    }

    private static KycSharingClient patient(String baseUrl) {
        return TestClients.standard(baseUrl)
                .readTimeout(Duration.ofSeconds(30))
                .delivery(DeliveryOptions.builder()
                        .totalTimeout(Duration.ofSeconds(30))
                        .build())
                .build();
    }

    /** A call on a separate thread, for tests of interrupts. */
    private static final class Interrupted {
        private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
        private final AtomicBoolean flag = new AtomicBoolean();
        private final Thread thread;

        Interrupted(KycSharingClient client) {
            thread = new Thread(() -> {
                try {
                    client.share(REQUEST);
                } catch (RuntimeException e) {
                    failure.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
        }

        void interrupt() throws InterruptedException {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(5));
            assertThat(thread.isAlive())
                    .as("still running 5 s after the interrupt")
                    .isFalse();
        }

        RuntimeException failure() {
            return Objects.requireNonNull(failure.get());
        }

        boolean flagWasSet() {
            return flag.get();
        }
    }
}
