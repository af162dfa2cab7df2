package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits on concurrency and rate, so that a back-fill does not overload the exchange. */
@Timeout(60)
@ExtendWith(LoadedClasses.class)
class LimitsTest {
    @Test
    void limitsConcurrentCalls() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Move slow = (conversation, received) -> {
            received.add(conversation.readRequest());
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            conversation.stall(20);
            underWay.decrementAndGet();
            conversation.response(
                    200, "Connection: close\r\n", ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8));
        };
        try (ScriptedServer server = ScriptedServer.following(slow);
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .maxConcurrentRequests(3)
                        .build()) {
            shareMany(client, 30);
            assertThat(most.get()).isEqualTo(3);
            assertThat(server.received()).hasSize(30);
        }
    }

    @Test
    void limitsTheRateOfCalls() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .maxRequestsPerSecond(20)
                        .build()) {
            long start = System.nanoTime();
            shareMany(client, 21);
            // The first is sent at once, each other at least 50 ms after the one before.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
        }
    }

    @Test
    void everyAttemptCounts() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.resetAfterBody(), ServerActions.resetAfterBody(), ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .maxRequestsPerSecond(4)
                        .build()) {
            long start = System.nanoTime();
            assertThat(client.share(TestRecords.standard("42")).attempts()).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
        }
    }

    @Test
    void waitForAPermitEndsAtTheDeadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.stallBeforeHeaders());
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .readTimeout(Duration.ofSeconds(20))
                        .maxConcurrentRequests(1)
                        .build()) {
            CompletableFuture<ShareResult> first = client.shareAsync(TestRecords.standard("41"));
            Awaitility.await().until(() -> server.received().size() == 1);
            DeliveryOptions hurried = DeliveryOptions.builder()
                    .totalTimeout(Duration.ofMillis(200))
                    .build();
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of(TestRecords.standard("42")), hurried))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
                        assertThat(e.attempts()).isZero();
                    });
            assertThat(server.received()).hasSize(1);
            first.cancel(true);
        }
    }

    @Test
    void doesNotWaitForAPermitBeyondTheDeadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .maxRequestsPerSecond(1)
                        .maxConcurrentRequests(1)
                        .build()) {
            client.share(TestRecords.standard("41"));
            DeliveryOptions hurried = DeliveryOptions.builder()
                    .totalTimeout(Duration.ofMillis(100))
                    .build();
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of(TestRecords.standard("42")), hurried))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED));
            // Without the released permit this would never be sent.
            assertThat(client.share(TestRecords.standard("43")).attempts()).isEqualTo(1);
        }
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycSharingClient.builder().maxConcurrentRequests(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycSharingClient.builder().maxRequestsPerSecond(0));
    }

    private static void shareMany(KycSharingClient client, int many) throws Exception {
        List<CompletableFuture<ShareResult>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            calls.add(client.shareAsync(TestRecords.standard("c" + i)));
        }
        for (CompletableFuture<ShareResult> call : calls) {
            assertThat(call.get(30, TimeUnit.SECONDS).attempts()).isEqualTo(1);
        }
    }
}
