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

/** Reads what the exchange sends, and what others may send in its place, into plain Java values. */
public final class JsonObjects {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 256;

    // A status has some fifty. Each costs up to a hundred bytes of heap and two on the wire, so that it is these that a
    // hostile
    // response fills the memory with.
    private static final int MAX_TOKENS = 20_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            // 64-bit ids stay integers by themselves; amounts must not be rounded either.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerForMapOf(Object.class);

    private JsonObjects() {}

    /**
     * Reads one object.
     *
     * @param json the bytes
     * @return its fields, or empty if the bytes are not one JSON object, name a field twice, are nested too deeply, or have
     *     more tokens, longer names or longer numbers than any response of the exchange. Not why: the JSON library's message quotes what it read
     */
    public static Optional<Map<String, Object>> read(byte[] json) {
        try {
            return Optional.ofNullable(READER.readValue(json));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
