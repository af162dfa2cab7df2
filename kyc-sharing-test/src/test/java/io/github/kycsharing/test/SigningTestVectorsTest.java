package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SigningTestVectorsTest {
    @Test
    void matchTheExchangeAndAnotherImplementation() throws IOException {
        try (InputStream published = getClass().getResourceAsStream("/kyc-sharing-test-vectors.json")) {
            JsonNode vectors = new JsonMapper().readTree(published);
            assertThat(vectors).hasSize(6).allSatisfy(vector -> {
                byte[] body = vector.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
                String secret = vector.path("secret").stringValue();
                String signature = vector.path("signature").stringValue();
                assertThat(body).hasSize(vector.path("bytes").intValue());
                assertThat(BodySignature.of(secret, body)).isEqualTo(signature);
                assertThat(Broker.sign(secret, body)).isEqualTo(signature);
                assertThat(BodySignature.verify(secret, body, signature)).isTrue();
                assertThat(BodySignature.verify(secret + "x", body, signature)).isFalse();
            });
        }
    }
}
