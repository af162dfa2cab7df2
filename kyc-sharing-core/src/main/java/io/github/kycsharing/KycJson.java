package io.github.kycsharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.internal.json.StrictDateTimeModule;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes records as JSON in the wire format: compact, UTF-8, minimal escaping, no nulls, fields in the order of the
 * specification. The same record always gives the same bytes, independent of the application's own JSON configuration.
 *
 * <p>Reading is strict, so that no value is lost: it rejects an unknown field, a duplicate field and a number in place of a text,
 * and reports their path. It reads a blank text in place of a date, a timestamp or a document type as an absent value.
 */
public final class KycJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(StrictDateTimeModule.module())
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private static final ObjectWriter REQUEST_WRITER = MAPPER.writerFor(ShareKycRequest.class);
    private static final ObjectWriter QUERY_WRITER = MAPPER.writerFor(KycStatusQuery.class);
    private static final JsonMapper CALLS = MAPPER.rebuild()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final String DUPLICATE = "Duplicate Object property";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private KycJson() {}

    /**
     * Serialises a request to the bytes that the client signs and sends.
     *
     * @param request the request
     * @return compact JSON in UTF-8
     */
    public static byte[] write(ShareKycRequest request) {
        return write(REQUEST_WRITER, request);
    }

    /**
     * Serialises a status query to the bytes that the client signs and sends.
     *
     * @param query the query
     * @return compact JSON in UTF-8
     */
    public static byte[] write(KycStatusQuery query) {
        return write(QUERY_WRITER, query);
    }

    /** Writes the bytes of any call that are signed and sent. */
    static byte[] writeCall(Record request) {
        return write(CALLS.writerFor(request.getClass()), request);
    }

    private static byte[] write(ObjectWriter writer, Record request) {
        try {
            return writer.writeValueAsBytes(request);
        } catch (JacksonException e) {
            // Jackson's message quotes the record, so it is not the cause. JSON can represent every record: this is a
            // defect of the
            // library.
            throw new IllegalStateException(
                    "A request could not be written as JSON: " + e.getClass().getName());
        }
    }

    /**
     * Reads a whole request.
     *
     * @param json JSON in UTF-8
     * @return the request, not yet validated
     * @throws KycJsonException if the JSON is not a request
     */
    public static ShareKycRequest readRequest(byte[] json) {
        return read(ShareKycRequest.class, json, "", "a request");
    }

    /**
     * Reads a record without its request: the object {@code kycInfo}.
     *
     * @param json JSON in UTF-8
     * @return the record, not yet validated
     * @throws KycJsonException if the JSON is not a record; paths begin with {@code kycInfo}, as in a request
     */
    public static KycInfo readKycInfo(byte[] json) {
        return read(KycInfo.class, json, "kycInfo", "a KycInfo");
    }

    private static <T> T read(Class<T> type, byte[] json, String root, String what) {
        T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (StreamReadException e) {
            throw malformed(e, root, what);
        } catch (UnrecognizedPropertyException e) {
            throw new KycJsonException("This is not " + what, List.of(violation(path(e, root), KycRule.KNOWN_FIELD)));
        } catch (InvalidFormatException e) {
            throw new KycJsonException(
                    "This is not " + what, List.of(violation(path(e, root), ruleOf(e.getTargetType()))));
        } catch (JacksonException e) {
            String path = path(e, root);
            throw path.isEmpty()
                    ? new KycJsonException("This is not " + what + ": not one JSON object")
                    : new KycJsonException("This is not " + what, List.of(violation(path, KycRule.TYPE)));
        }
        if (value == null) {
            throw new KycJsonException("This is not " + what + ": null");
        }
        return value;
    }

    private static KycRule ruleOf(Class<?> type) {
        if (type == LocalDate.class) {
            return KycRule.DATE;
        }
        return type == Instant.class ? KycRule.INSTANT : KycRule.TYPE;
    }

    private static KycJsonException malformed(StreamReadException e, String root, String what) {
        // Jackson has no exception type for a duplicate field, and the path of its exception ends before the field.
        JsonParser parser = e.processor();
        if (parser != null && e.getOriginalMessage().startsWith(DUPLICATE)) {
            String path = join(path(e, root), fieldName(parser.currentName()));
            return new KycJsonException("This is not " + what, List.of(violation(path, KycRule.FIELD_ONCE)));
        }
        return new KycJsonException("This is not " + what + ": not well-formed JSON at line "
                + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr());
    }

    private static KycViolation violation(String path, KycRule rule) {
        return new KycViolation(path, rule, rule.description());
    }

    private static String path(JacksonException e, String root) {
        String path = root;
        for (JacksonException.Reference step : e.getPath()) {
            path = step.getPropertyName() == null
                    ? path + "[" + step.getIndex() + "]"
                    : join(path, fieldName(step.getPropertyName()));
        }
        return path;
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** The name of an unknown field, unless it does not look like a name: it may then be personal data. */
    private static String fieldName(@Nullable String name) {
        return name != null && NAME.matcher(name).matches() ? name : "(no field name)";
    }
}
