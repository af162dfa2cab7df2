package io.github.kycsharing.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RequestSignerPropertyTest {
    @Property(tries = 2000)
    void agreesWithAnIndependentHmacOfAnyText(@ForAll("secrets") String secret, @ForAll("texts") String body) {
        agree(secret, body.getBytes(UTF_8));
    }

    @Property(tries = 1000)
    void agreesWithAnIndependentHmacOfAnyBytes(@ForAll("secrets") String secret, @ForAll byte[] body) {
        agree(secret, body);
    }

    private static void agree(String secret, byte[] body) {
        String expected = ReferenceHmac.sign(secret, body);

        assertThat(expected).matches("[0-9a-f]{64}");
        assertThat(RequestSigner.hmacSha256(secret).sign(body)).isEqualTo(expected);
        assertThat(RequestSigner.hmacSha256(() -> secret).sign(body)).isEqualTo(expected);
    }

    /** Up to 200 characters of any script, so that many are longer than the 64 bytes of a block. */
    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.oneOf(unicode(200), Arbitraries.strings().ascii().ofMaxLength(130))
                .map(RequestSignerPropertyTest::visible)
                .filter(secret -> !secret.isEmpty() && !secret.contains("${"));
    }

    private static String visible(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Provide
    Arbitrary<String> texts() {
        return unicode(500);
    }

    private static Arbitrary<String> unicode(int max) {
        return Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .list()
                .ofMaxSize(max)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }
}
