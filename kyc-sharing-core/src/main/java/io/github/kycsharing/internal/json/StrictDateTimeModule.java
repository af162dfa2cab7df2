package io.github.kycsharing.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Jackson module that reads dates and timestamps only in the specification's formats. Jackson's own deserialisers also accept
 * numbers, arrays and a date followed by a time, and drop the rest. A blank text is an absent value, as in every other field:
 * the rules of the field say whether that is allowed.
 */
public final class StrictDateTimeModule {
    private StrictDateTimeModule() {}

    /**
     * Creates the module.
     *
     * @return a module for one JSON mapper
     */
    public static JacksonModule module() {
        return new SimpleModule("kyc-sharing-strict-times")
                .addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, LocalDate::parse))
                .addDeserializer(Instant.class, new FromText<>(Instant.class, SignTimes::parse));
    }

    private static final class FromText<T> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final transient Function<String, T> parser;

        FromText(Class<T> type, Function<String, T> parser) {
            super(type);
            this.type = type;
            this.parser = parser;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw context.wrongTokenException(json, type, JsonToken.VALUE_STRING, "not a text");
            }
            String text = json.getString();
            if (text.isBlank()) {
                return null;
            }
            try {
                return parser.apply(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, type, "not of the specification's form");
            }
        }
    }
}
