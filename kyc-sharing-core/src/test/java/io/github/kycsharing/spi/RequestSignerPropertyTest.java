package io.github.kycsharing.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.Seeds;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares signatures of random secrets and bodies with those of an independent HMAC. */
class RequestSignerPropertyTest {
    @Test
    void agreesWithAnIndependentHmacOfAnyText() {
        Seeds.forEach(2000, seed -> {
            Random random = new Random(seed);
            agree(secret(random), unicode(random, 500).getBytes(UTF_8));
        });
    }

    @Test
    void agreesWithAnIndependentHmacOfAnyBytes() {
        agree("secret", new byte[0]);
        Seeds.forEach(1000, seed -> {
            Random random = new Random(seed);
            byte[] body = new byte[random.nextInt(256)];
            random.nextBytes(body);
            agree(secret(random), body);
        });
    }

    private static void agree(String secret, byte[] body) {
        String expected = ReferenceHmac.sign(secret, body);

        assertThat(expected).matches("[0-9a-f]{64}");
        assertThat(RequestSigner.hmacSha256(secret).sign(body)).isEqualTo(expected);
        assertThat(RequestSigner.hmacSha256(() -> secret).sign(body)).isEqualTo(expected);
    }

    /** Up to 200 characters of any script or 130 of ASCII, so that many are longer than the 64 bytes of a block. */
    private static String secret(Random random) {
        while (true) {
            String secret = visible(random.nextBoolean() ? unicode(random, 200) : ascii(random, 130));
            if (!secret.isEmpty() && !secret.contains("${")) {
                return secret;
            }
        }
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

    /** Half of the characters are below U+0100, since most code points above are not letters of a common script. */
    private static String unicode(Random random, int max) {
        return text(
                random.nextInt(max + 1),
                () -> 1 + random.nextInt(random.nextBoolean() ? 0xFF : Character.MAX_CODE_POINT));
    }

    private static String ascii(Random random, int max) {
        return text(random.nextInt(max + 1), () -> random.nextInt(0x80));
    }

    private static String text(int length, IntSupplier codePoints) {
        return IntStream.generate(codePoints)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
