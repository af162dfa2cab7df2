package io.github.kycsharing.benchmarks;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An answer, as a client that is written by hand would read it. */
record Answer(
        @Nullable String code,
        @Nullable String message,
        @Nullable Boolean success) {
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static void requireSuccess(@Nullable Answer answer) throws IOException {
        if (answer == null || !"000000".equals(answer.code)) {
            throw new IOException("The answering server did not answer with success");
        }
    }

    static Answer read(byte[] body) {
        return JSON.readValue(body, Answer.class);
    }
}
