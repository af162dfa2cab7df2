package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.PlainValues;
import java.util.Map;
import java.util.Optional;

/**
 * A response of the exchange that could be read, in either shape: {@code {code, message, messageDetail, data, success}} or
 * {@code {errorData, code}}. Fields that the specification does not know are kept.
 *
 * <p>The exchange's own words may quote the record. They are here for the caller, and nowhere else: no exception message,
 * log line or {@code toString} of this library repeats them.
 *
 * @param httpStatus the HTTP status it came with, which decides nothing
 * @param code the code
 * @param fields all fields as plain Java values (String, Boolean, Number, List, Map, null), unmodifiable at every depth
 */
public record ExchangeResponse(int httpStatus, ExchangeCode code, Map<String, Object> fields) {
    /** Copies the fields to their last list, so that nobody changes them afterwards. */
    public ExchangeResponse {
        fields = PlainValues.copy(fields);
    }

    /**
     * The field {@code message}.
     *
     * @return the text, or empty
     */
    public Optional<String> message() {
        return text("message");
    }

    /**
     * The field {@code messageDetail}.
     *
     * @return the text, or empty
     */
    public Optional<String> messageDetail() {
        return text("messageDetail");
    }

    /**
     * The field {@code errorData} of the second shape.
     *
     * @return the text, or empty
     */
    public Optional<String> errorData() {
        return text("errorData");
    }

    /**
     * The field {@code data}.
     *
     * @return the value as a plain Java value, or empty
     */
    public Optional<Object> data() {
        return Optional.ofNullable(fields.get("data"));
    }

    private Optional<String> text(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Tells the status and the code, never the exchange's words.
     *
     * @return for example {@code ExchangeResponse[httpStatus=200, code=000000 SUCCESS, 5 fields]}
     */
    @Override
    public String toString() {
        return "ExchangeResponse[httpStatus=" + httpStatus + ", code=" + code + ", " + fields.size() + " fields]";
    }
}
