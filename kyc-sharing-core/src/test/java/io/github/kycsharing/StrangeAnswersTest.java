package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.delivery.DeliveryOptions;
import io.github.kycsharing.delivery.ShareResult;
import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.error.KycAccessDeniedException;
import io.github.kycsharing.error.KycOutcomeUnknownException;
import io.github.kycsharing.error.KycRejectedException;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.wire.Moves;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
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

/** Answers that are not answers, and answers that look like none but are. */
@Timeout(60)
class StrangeAnswersTest {
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
    void leaveTheOutcomeUnknownAndAreNotTriedAgain(String body) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(Moves.answer(body));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void nestingHasABound() throws IOException {
        String deep = "{\"code\":\"000000\",\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        try (ScriptedServer server = ScriptedServer.following(Moves.answer(deep));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
        }
    }

    @Test
    void aHugeAnswerIsNotReadToItsEnd() throws IOException {
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
    void aSmallGzipThatUnpacksToAHugeAnswerIsNotUnpackedToItsEnd() throws IOException {
        byte[] bomb = gzip(" ".repeat(64 * MEBIBYTE));
        assertThat(bomb).hasSizeLessThan(MEBIBYTE);
        try (ScriptedServer server = ScriptedServer.following(Moves.answer(200, "Content-Encoding: gzip\r\n", bomb));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .withMessageContaining("longer than the limit");
        }
    }

    @Test
    void aGzippedAnswerIsRead() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        Moves.answer(200, "Content-Encoding: gzip\r\n", gzip(Moves.ACCEPTED)));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(REQUEST).verdict()).isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void bytesThatOnlyClaimToBeGzipAreALostAnswer() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        Moves.answer(200, "Content-Encoding: gzip\r\n", "not gzip at all"), Moves.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(REQUEST).attempts()).isEqualTo(2);
        }
    }

    @Test
    void anotherCharsetThanUtf8IsNoAnswer() throws IOException {
        byte[] latin = "{\"code\":\"10040102\",\"message\":\"Zürich\"}".getBytes(Charset.forName("ISO-8859-1"));
        try (ScriptedServer server = ScriptedServer.following(
                        Moves.answer(200, "Content-Type: application/json; charset=ISO-8859-1\r\n", latin));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.share(REQUEST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>403 Forbidden</html>", "{\"error\":\"Forbidden\"}"})
    void http403SaysThatTheAddressIsNotAllowListed(String body) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(Moves.answer(403, "", body));
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
    void anAnswerIsReadWhateverItsStatus(int status) throws IOException {
        try (ScriptedServer refusing = ScriptedServer.following(Moves.answer(status, "", Moves.error("10040080")));
                ScriptedServer accepting = ScriptedServer.following(Moves.answer(status, "", Moves.ACCEPTED));
                KycSharingClient refused =
                        TestClients.standard(refusing.baseUrl()).build();
                KycSharingClient accepted =
                        TestClients.standard(accepting.baseUrl()).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> refused.share(REQUEST))
                    .withMessageContaining("10040080 SIGN_MISMATCH")
                    .withMessageContaining("not the exchange API-key secret");
            assertThat(accepted.share(REQUEST).verdict()).isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void aCodeThatIsNotDocumentedReachesTheCallerWhole() throws IOException {
        String body =
                "{\"code\":\"NEW-CODE 1\",\"message\":\"m\",\"messageDetail\":\"d\",\"data\":{\"id\":9007199254740993},"
                        + "\"success\":false,\"more\":[1.10]}";
        try (ScriptedServer server = ScriptedServer.following(Moves.answer(body));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> client.share(REQUEST))
                    .satisfies(e -> {
                        assertThat(e.code().orElseThrow().value()).isEqualTo("NEW-CODE 1");
                        assertThat(e.answer().orElseThrow().messageDetail()).contains("d");
                        assertThat(e.answer().orElseThrow().fields().get("more"))
                                .hasToString("[1.10]");
                        assertThat(e.answer().orElseThrow().data().orElseThrow())
                                .hasToString("{id=9007199254740993}");
                        assertThat(e).hasMessageNotContaining("NEW-CODE");
                    });
        }
    }

    @Test
    void anUndocumentedCodeThatComesWithAPassingStatusIsTriedAgain() throws IOException {
        Move throttled = Moves.answer(429, "", "{\"code\":\"THROTTLED\"}");
        try (ScriptedServer once = ScriptedServer.following(throttled, Moves.accept());
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
        try (ScriptedServer elsewhere = ScriptedServer.following(Moves.accept());
                ScriptedServer server =
                        ScriptedServer.following(Moves.answer(307, "Location: " + elsewhere.baseUrl() + "/\r\n", ""));
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
