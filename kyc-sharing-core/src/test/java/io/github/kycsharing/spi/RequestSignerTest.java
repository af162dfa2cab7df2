package io.github.kycsharing.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@NullUnmarked
class RequestSignerTest {
    private static final String SECRET = "MARKER-secret-0123456789";

    record KnownAnswer(String body, int bytes, String secret, String signature, String from) {}

    static List<KnownAnswer> knownResponses() throws IOException {
        try (InputStream json = RequestSignerTest.class.getResourceAsStream("/kyc-sharing-test-vectors.json")) {
            return List.of(JsonMapper.shared().readValue(json, KnownAnswer[].class));
        }
    }

    static Stream<RequestSigner> signers() {
        return Stream.of(RequestSigner.hmacSha256(SECRET), RequestSigner.hmacSha256(() -> SECRET));
    }

    @Test
    void knownSignaturesExist() throws IOException {
        assertThat(knownResponses()).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("knownResponses")
    void matchesTheKnownSignatures(KnownAnswer known) {
        byte[] body = known.body().getBytes(UTF_8);

        assertThat(body).hasSize(known.bytes());
        assertThat(RequestSigner.hmacSha256(known.secret()).sign(body)).isEqualTo(known.signature());
        assertThat(RequestSigner.hmacSha256(known::secret).sign(body)).isEqualTo(known.signature());
    }

    @Test
    void oneSignerSignsManyBodiesInAnyOrder() throws IOException {
        RequestSigner signer = RequestSigner.hmacSha256("test-secret-0123456789");
        List<KnownAnswer> same = knownResponses().stream()
                .filter(known -> known.secret().equals("test-secret-0123456789"))
                .toList();

        for (int round = 0; round < 3; round++) {
            assertThat(same)
                    .hasSize(5)
                    .allSatisfy(known -> assertThat(signer.sign(known.body().getBytes(UTF_8)))
                            .isEqualTo(known.signature()));
        }
    }

    @Test
    void doesNotChangeTheBody() {
        byte[] body = "body".getBytes(UTF_8);

        RequestSigner.hmacSha256(SECRET).sign(body);

        assertThat(body).isEqualTo("body".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankSecretIsRefusedWhenTheSignerIsMade(String blank) {
        assertThatThrownBy(() -> RequestSigner.hmacSha256(blank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The secret must not be blank");
    }

    static Stream<String> secretsThatCannotBeMeant() {
        return Stream.of(
                "${KYC_SECRET}",
                "a${KYC_SECRET:}b",
                " " + SECRET,
                SECRET + " ",
                "MARKER secret",
                "\n" + SECRET,
                SECRET + "\n\n",
                "MARKER\nsecret",
                "MARKER\tsecret",
                "MARKER\u00a0secret",
                "\ufeff" + SECRET);
    }

    @ParameterizedTest
    @MethodSource("secretsThatCannotBeMeant")
    void rejectsAnUnresolvedOrMalformedSecret(String secret) {
        assertThatThrownBy(() -> RequestSigner.hmacSha256(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The secret ")
                .hasMessageNotContaining("MARKER");
        assertThatThrownBy(() -> RequestSigner.hmacSha256(() -> secret).sign(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("MARKER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void theLineBreakThatEndsAFileIsNotOfTheSecret(String lineBreak) {
        byte[] body = "{}".getBytes(UTF_8);

        assertThat(RequestSigner.hmacSha256(() -> SECRET + lineBreak).sign(body))
                .isEqualTo(RequestSigner.hmacSha256(SECRET).sign(body));
        assertThatThrownBy(() -> RequestSigner.hmacSha256(SECRET + lineBreak))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangedSecretIsUsedAtOnceAndSoIsTheOldOneAgain() {
        AtomicReference<String> current = new AtomicReference<>("first");
        RequestSigner signer = RequestSigner.hmacSha256(current::get);
        byte[] body = "{}".getBytes(UTF_8);

        String first = signer.sign(body);
        current.set("second");
        String second = signer.sign(body);
        current.set("first");

        assertThat(first)
                .isEqualTo(RequestSigner.hmacSha256("first").sign(body))
                .isNotEqualTo(second);
        assertThat(second).isEqualTo(RequestSigner.hmacSha256("second").sign(body));
        assertThat(signer.sign(body)).isEqualTo(first);
    }

    @Test
    void callsTheSupplierOncePerRequest() {
        AtomicInteger calls = new AtomicInteger();
        RequestSigner signer = RequestSigner.hmacSha256(() -> SECRET + calls.incrementAndGet());
        assertThat(calls).hasValue(0);

        signer.sign(new byte[0]);
        signer.sign(new byte[0]);

        assertThat(calls).hasValue(2);
    }

    static Stream<Supplier<String>> withoutSecret() {
        return Stream.of(() -> null, () -> "", () -> "  ");
    }

    @ParameterizedTest
    @MethodSource("withoutSecret")
    void nothingIsSignedWhileThereIsNoSecret(Supplier<String> none) {
        AtomicReference<String> current = new AtomicReference<>(SECRET);
        RequestSigner signer = RequestSigner.hmacSha256(() -> current.get() == null ? none.get() : current.get());
        signer.sign(new byte[0]);
        current.set(null);

        assertThatThrownBy(() -> signer.sign(new byte[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no secret to sign with at the moment");
    }

    @Test
    void propagatesExceptionsOfTheSecretSupplier() {
        IllegalArgumentException failure = new IllegalArgumentException("vault sealed");
        RequestSigner signer = RequestSigner.hmacSha256(() -> {
            throw failure;
        });

        assertThatThrownBy(() -> signer.sign(new byte[0])).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("signers")
    void theSecretIsNeverPrinted(RequestSigner signer) {
        signer.sign(new byte[0]);

        assertThat(signer.toString()).doesNotContain("MARKER");
        assertThat(String.valueOf(signer.hashCode())).doesNotContain("MARKER");
        assertThatThrownBy(() -> signer.sign(null)).satisfies(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString()).doesNotContain("MARKER");
        });
    }

    @Test
    void manyThreadsGetTheSameResponses() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        List<RequestSigner> signers = List.of(
                RequestSigner.hmacSha256("secret-0"),
                RequestSigner.hmacSha256(() -> "secret-0"),
                RequestSigner.hmacSha256(() -> "secret-" + turn.getAndIncrement() % 2));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            expected.add(RequestSigner.hmacSha256("secret-0").sign(body(i)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 64; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        assertThat(signers.get(0).sign(body(i))).isEqualTo(expected.get(i));
                        assertThat(signers.get(1).sign(body(i))).isEqualTo(expected.get(i));
                        assertThat(signers.get(2).sign(body(i)))
                                .isIn(expected.get(i), ReferenceHmac.sign("secret-1", body(i)));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] body(int i) {
        return ("{\"requestNo\":\"" + i + "\"}").getBytes(UTF_8);
    }
}
