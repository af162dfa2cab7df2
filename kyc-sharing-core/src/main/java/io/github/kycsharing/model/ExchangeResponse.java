package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.PlainValues;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed response of the exchange, in either form: {@code {code, message, messageDetail, data, success}} or
 * {@code {errorData, code}}. It keeps fields that the specification does not list.
 *
 * <p>The exchange's own words may quote the record. Only the caller can read them here: no exception message, log line or
 * {@code toString} of this library repeats them.
 *
 * @param httpStatus the HTTP status; the code, not the status, determines the outcome
 * @param code the code
 * @param fields all fields as plain Java values (String, Boolean, Number, List, Map, null), unmodifiable at every depth
 */
public record ExchangeResponse(int httpStatus, ExchangeCode code, Map<String, Object> fields) {
    /** Makes a deep, unmodifiable copy of the fields. */
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
     * The field {@code errorData} of the second form.
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
     * Describes the response by status and code, never by the exchange's words.
     *
     * @return for example {@code ExchangeResponse[httpStatus=200, code=000000 SUCCESS, 5 fields]}
     */
    @Override
    public String toString() {
        return "ExchangeResponse[httpStatus=" + httpStatus + ", code=" + code + ", " + fields.size() + " fields]";
    }
}
