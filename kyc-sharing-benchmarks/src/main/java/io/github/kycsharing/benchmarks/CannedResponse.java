package io.github.kycsharing.benchmarks;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A response, as a hand-written client reads it. */
record CannedResponse(
        @Nullable String code,
        @Nullable String message,
        @Nullable Boolean success) {
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static void requireSuccess(@Nullable CannedResponse response) throws IOException {
        if (response == null || !"000000".equals(response.code)) {
            throw new IOException("The benchmark server did not respond with success");
        }
    }

    static CannedResponse read(byte[] body) {
        return JSON.readValue(body, CannedResponse.class);
    }
}
