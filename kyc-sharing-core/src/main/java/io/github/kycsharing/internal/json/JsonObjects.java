package io.github.kycsharing.internal.json;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Parses JSON into plain Java values: untrusted JSON of the network, with limits on its size and depth, and stored requests. */
public final class JsonObjects {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 256;

    // A status has about fifty tokens. Each takes up to a hundred bytes of heap and two bytes in the response, so a
    // hostile
    // response could fill the memory with tokens.
    private static final int MAX_TOKENS = 20_000;

    private static final ObjectReader READER = reader(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .maxTokenCount(MAX_TOKENS)
            .build());
    private static final ObjectReader STORED_READER = reader(StreamReadConstraints.defaults());

    private JsonObjects() {}

    private static ObjectReader reader(StreamReadConstraints constraints) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                // 64-bit ids stay integers by default; decimal numbers must not be rounded either.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readerForMapOf(Object.class);
    }

    /**
     * Parses one object.
     *
     * @param json the bytes
     * @return its fields, or empty if the bytes are not one JSON object, have a duplicate field, are nested too deeply, or exceed
     *     the limits on tokens, names and numbers. It does not return the reason, since Jackson's message quotes the JSON
     */
    public static Optional<Map<String, Object>> read(byte[] json) {
        return read(READER, json);
    }

    /**
     * Parses one object that the application has stored, of any size.
     *
     * @param json the bytes
     * @return its fields, or empty if the bytes are not one JSON object or have a duplicate field
     */
    public static Optional<Map<String, Object>> readStored(byte[] json) {
        return read(STORED_READER, json);
    }

    private static Optional<Map<String, Object>> read(ObjectReader reader, byte[] json) {
        try {
            return Optional.ofNullable(reader.readValue(json));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
