package io.github.kycsharing.answer.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.answer.ExchangeCode;
import io.github.kycsharing.transport.TransportAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the bytes of an answer. Whatever is not surely the exchange's answer is unreadable: to take a proxy's page, a
 * truncated text or a self-contradiction for a verdict would tell a broker something that nobody said.
 */
public final class AnswerReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_CODE_LENGTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            // 64-bit ids stay integers by themselves; amounts must not be rounded either.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerForMapOf(Object.class);

    /**
     * Reads an answer, whatever its HTTP status.
     *
     * @param received what came back
     * @return the answer, or why there is none
     */
    public Reading read(TransportAnswer received) {
        if (received.truncated()) {
            return new Reading.Unreadable("an answer longer than the limit");
        }
        if (received.body().length == 0) {
            return new Reading.Unreadable("an empty answer");
        }
        Map<String, Object> fields;
        try {
            fields = READER.readValue(received.body());
        } catch (JacksonException e) {
            // Its message quotes the answer, which may quote the record.
            return new Reading.Unreadable("an answer that is no JSON object");
        }
        return fields == null
                ? new Reading.Unreadable("an answer that is no JSON object")
                : read(received.status(), fields);
    }

    private static Reading read(int status, Map<String, Object> fields) {
        @Nullable Object code = fields.get("code");
        if (!(code instanceof String text) || text.isBlank() || text.length() > MAX_CODE_LENGTH) {
            return new Reading.Unreadable("a JSON answer without a code");
        }
        ExchangeAnswer answer = new ExchangeAnswer(status, new ExchangeCode(text), fields);
        if (fields.get("success") instanceof Boolean success
                && success != answer.code().isSuccess()) {
            return new Reading.Unreadable("an answer whose code and success contradict each other");
        }
        return new Reading.Answered(answer);
    }
}
