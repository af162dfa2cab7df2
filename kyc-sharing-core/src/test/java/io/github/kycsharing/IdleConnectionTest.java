package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.wire.Conversation;
import io.github.kycsharing.wire.LoopbackTls;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import io.github.kycsharing.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server may hang up on an idle connection. A request must not be written to such a stale connection: it cannot be distinguished
 * from one that the exchange dealt with, and the next response would be misread.
 */
@Timeout(60)
@ExtendWith(LoadedClasses.class)
class IdleConnectionTest {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final int MANY = 40;

    private static final LoopbackTls TLS = LoopbackTls.create();

    private final CountDownLatch hungUp = new CountDownLatch(1);

    /** Responds to one request without a {@code Connection: close} header, and closes the connection. */
    private Move once(String body) {
        return (conversation, received) -> {
            respondAndStay(conversation, received, body);
            conversation.hangUp();
            hungUp.countDown();
        };
    }

    private static void respondAndStay(Conversation conversation, List<WireRequest> received, String body)
            throws IOException {
        received.add(conversation.readRequest());
        conversation.response(200, "", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRejectionAfterAnIdleConnectionWasClosedIsARejection() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(
                        once(ServerActions.ACCEPTED), ServerActions.response(ServerActions.error("10040102")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(TestRecords.standard("41")).attempts()).isEqualTo(1);
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void aDuplicateAfterAnIdleConnectionWasClosedIsAFirstDuplicate() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(
                        once(ServerActions.ACCEPTED), ServerActions.response(ServerActions.error("10040008")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            client.share(REQUEST);
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(KycDuplicateRequestException.class).isThrownBy(() -> client.share(REQUEST));
        }
    }

    @Test
    void overTlsToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(
                        TLS.over(once(ServerActions.ACCEPTED)),
                        TLS.over(ServerActions.response(ServerActions.error("10040102"))));
                KycSharingClient client = TestClients.standard("https://127.0.0.1:" + server.port())
                        .tls(TLS.context(), TLS.trustManager())
                        .build()) {
            client.share(TestRecords.standard("41"));
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
        }
    }

    @Test
    void aConnectionThatStaysIsUsedAgain() throws Exception {
        try (ScriptedServer plain = ScriptedServer.following(stay());
                ScriptedServer overTls = ScriptedServer.following(TLS.over(stay()))) {
            assertThatOneConnectionServesAll(plain, plain.baseUrl());
            assertThatOneConnectionServesAll(overTls, "https://127.0.0.1:" + overTls.port());
        }
    }

    private static Move stay() {
        return (conversation, received) -> {
            while (true) {
                respondAndStay(conversation, received, ServerActions.ACCEPTED);
            }
        };
    }

    private static void assertThatOneConnectionServesAll(ScriptedServer server, String baseUrl) {
        try (KycSharingClient client = TestClients.standard(baseUrl)
                .tls(TLS.context(), TLS.trustManager())
                .build()) {
            for (int i = 0; i < MANY; i++) {
                assertThat(client.share(TestRecords.standard("c" + i)).attempts())
                        .isEqualTo(1);
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.received()).hasSize(MANY);
        }
    }

    @Test
    void connectionWithUnexpectedDataIsNotReused() throws Exception {
        CountDownLatch responseWasRead = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        Move chatter = (conversation, received) -> {
            respondAndStay(conversation, received, ServerActions.ACCEPTED);
            await(responseWasRead);
            conversation.write("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            said.countDown();
            conversation.stall(60_000);
        };
        try (ScriptedServer server =
                        ScriptedServer.following(chatter, ServerActions.response(ServerActions.error("10040102")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            client.share(TestRecords.standard("41"));
            responseWasRead.countDown();
            assertThat(said.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(KycRejectedException.class).isThrownBy(() -> client.share(REQUEST));
        }
    }

    @Test
    void http10ServerClosesWithoutConnectionHeader() throws Exception {
        Move oldServer = (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.write("HTTP/1.0 200 OK\r\nContent-Length: " + ServerActions.ACCEPTED.length() + "\r\n\r\n"
                    + ServerActions.ACCEPTED);
        };
        try (ScriptedServer server = ScriptedServer.following(oldServer);
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            for (int i = 0; i < MANY; i++) {
                assertThat(client.share(TestRecords.standard("c" + i)).attempts())
                        .isEqualTo(1);
            }
            assertThat(server.received()).hasSize(MANY);
        }
    }

    @Test
    void allIdleConnectionsMayBeStale() throws Exception {
        CountDownLatch together = new CountDownLatch(MANY);
        Move first = (conversation, received) -> {
            received.add(conversation.readRequest());
            together.countDown();
            await(together);
            conversation.response(200, "", ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8));
            conversation.hangUp();
        };
        Move[] script = new Move[MANY + 1];
        Arrays.fill(script, first);
        script[MANY] = ServerActions.accept();
        try (ScriptedServer server = ScriptedServer.following(script);
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .readTimeout(Duration.ofSeconds(30))
                        .build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                calls.add(client.shareAsync(TestRecords.standard("c" + i)));
            }
            for (CompletableFuture<?> call : calls) {
                call.get(30, TimeUnit.SECONDS);
            }
            Awaitility.await().until(() -> server.hungUp() == MANY);
            assertThat(client.share(REQUEST).attempts()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
