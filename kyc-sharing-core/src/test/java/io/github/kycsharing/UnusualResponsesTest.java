package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual responses: bodies that are not the exchange's, and valid responses that look invalid. */
@Timeout(60)
class UnusualResponsesTest {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final int MEBIBYTE = 1024 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[{\"code\":\"000000\"}]",
                "\"000000\"",
                "{}",
                "{\"code\":0}",
                "{\"code\":10040080}",
                "{\"code\":null}",
                "{\"code\":\"\"}",
                "{\"code\":{\"code\":\"000000\"}}",
                "{\"code\":\"000000\",\"code\":\"10040080\"}",
                "{\"code\":\"000000\",\"success\":false}",
                "{\"code\":\"10040080\",\"success\":true}",
                "{\"code\":\"000000\"} and more",
                "{\"code\":\"000000\""
            })
    void leaveTheOutcomeUnknownWithoutARetry(String body) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(body));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void nestingHasABound() throws IOException {
        String deep = "{\"code\":\"000000\",\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(deep));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
        }
    }

    @Test
    void aHugeResponseIsNotReadToItsEnd() throws IOException {
        AtomicLong written = new AtomicLong();
        Move huge = (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: " + 64L * MEBIBYTE + "\r\n\r\n");
            byte[] chunk = " ".repeat(MEBIBYTE).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 64; i++) {
                conversation.write(chunk);
                written.addAndGet(chunk.length);
            }
        };
        try (ScriptedServer server = ScriptedServer.following(huge);
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .withMessageContaining("longer than the limit");
            assertThat(written.get()).isLessThan(32L * MEBIBYTE);
        }
    }

    @Test
    void gzipBombIsNotDecompressedBeyondTheLimit() throws IOException {
        byte[] bomb = gzip(" ".repeat(64 * MEBIBYTE));
        assertThat(bomb).hasSizeLessThan(MEBIBYTE);
        try (ScriptedServer server =
                        ScriptedServer.following(ServerActions.response(200, "Content-Encoding: gzip\r\n", bomb));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .withMessageContaining("longer than the limit");
        }
    }

    @Test
    void aGzippedResponseIsRead() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(200, "Content-Encoding: gzip\r\n", gzip(ServerActions.ACCEPTED)));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(REQUEST).code().isSuccess()).isTrue();
        }
    }

    @Test
    void bytesThatOnlyClaimToBeGzipAreALostResponse() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(200, "Content-Encoding: gzip\r\n", "not gzip at all"),
                        ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(REQUEST).attempts()).isEqualTo(2);
        }
    }

    @Test
    void anotherCharsetThanUtf8IsNoResponse() throws IOException {
        byte[] latin = "{\"code\":\"10040102\",\"message\":\"Zürich\"}".getBytes(Charset.forName("ISO-8859-1"));
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(200, "Content-Type: application/json; charset=ISO-8859-1\r\n", latin));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>403 Forbidden</html>", "{\"error\":\"Forbidden\"}"})
    void http403SaysThatTheAddressIsNotAllowListed(String body) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(403, "", body));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycAccessDeniedException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .withMessageContaining("IP address this call came from is not allow-listed")
                    .satisfies(e -> assertThat(e.code()).isEmpty());
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "401", "403", "404", "500", "503"})
    void aResponseIsReadWhateverItsStatus(int status) throws IOException {
        try (ScriptedServer refusing =
                        ScriptedServer.following(ServerActions.response(status, "", ServerActions.error("10040080")));
                ScriptedServer accepting =
                        ScriptedServer.following(ServerActions.response(status, "", ServerActions.ACCEPTED));
                KycSharingClient refused =
                        TestClients.standard(refusing.baseUrl()).build();
                KycSharingClient accepted =
                        TestClients.standard(accepting.baseUrl()).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> refused.share(REQUEST))
                    .withMessageContaining("10040080 SIGN_MISMATCH")
                    .withMessageContaining("not the exchange API-key secret");
            assertThat(accepted.share(REQUEST).code().isSuccess()).isTrue();
        }
    }

    @Test
    void aCodeThatIsNotDocumentedReachesTheCallerWhole() throws IOException {
        String body =
                "{\"code\":\"NEW-CODE 1\",\"message\":\"m\",\"messageDetail\":\"d\",\"data\":{\"id\":9007199254740993},"
                        + "\"success\":false,\"more\":[1.10]}";
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(body));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> {
                        assertThat(e.code().orElseThrow().value()).isEqualTo("NEW-CODE 1");
                        assertThat(e.response().orElseThrow().messageDetail()).contains("d");
                        assertThat(e.response().orElseThrow().fields().get("more"))
                                .hasToString("[1.10]");
                        assertThat(e.response().orElseThrow().data().orElseThrow())
                                .hasToString("{id=9007199254740993}");
                        assertThat(e).hasMessageNotContaining("NEW-CODE");
                    });
        }
    }

    @Test
    void undocumentedCodeWithATemporaryStatusIsRetried() throws IOException {
        Move throttled = ServerActions.response(429, "", "{\"code\":\"THROTTLED\"}");
        try (ScriptedServer once = ScriptedServer.following(throttled, ServerActions.accept());
                ScriptedServer always = ScriptedServer.following(throttled);
                KycSharingClient first = TestClients.standard(once.baseUrl()).build();
                KycSharingClient all = TestClients.standard(always.baseUrl()).build()) {
            ShareResult result = first.share(REQUEST);
            assertThat(result.attempts()).isEqualTo(2);
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> all.share(REQUEST))
                    .satisfies(e -> assertThat(e.code().orElseThrow().value()).isEqualTo("THROTTLED"));
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (ScriptedServer elsewhere = ScriptedServer.following(ServerActions.accept());
                ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(307, "Location: " + elsewhere.baseUrl() + "/\r\n", ""));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(
                            REQUEST,
                            DeliveryOptions.builder()
                                    .totalTimeout(Duration.ofSeconds(5))
                                    .build()))
                    .withMessageContaining("HTTP 307");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
