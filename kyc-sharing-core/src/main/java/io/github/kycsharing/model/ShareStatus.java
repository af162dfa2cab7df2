package io.github.kycsharing.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the exchange reports about one requestNo. The response of a number that the exchange never received is not documented, so
 * only data with the same requestNo proves anything: any other response is {@linkplain #isConclusive() inconclusive}. An
 * inconclusive status does not mean that the exchange has no such request.
 *
 * @param requestNo the number of the query
 * @param fields all fields of the response's {@code data}, undocumented ones included, as plain Java values that are
 *     unmodifiable at every depth; empty if there was none
 */
public record ShareStatus(String requestNo, Map<String, Object> fields) {
    private static final String REQUEST_NO = "requestNo";

    /** Copies the fields. */
    public ShareStatus {
        fields = JsonObject.copy(fields);
    }

    /**
     * Creates a status that says nothing about a requestNo.
     *
     * @param requestNo the number of the query
     * @return an inconclusive status
     */
    public static ShareStatus inconclusive(String requestNo) {
        return new ShareStatus(requestNo, Map.of());
    }

    /**
     * Creates a conclusive status, for tests and fakes.
     *
     * @param requestNo the number of the query
     * @param status the import status
     * @return a conclusive status
     */
    public static ShareStatus of(String requestNo, ImportStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(REQUEST_NO, requestNo);
        fields.put("status", status.value());
        return new ShareStatus(requestNo, fields);
    }

    /**
     * Whether the response is about this requestNo, which proves that the exchange has the request.
     *
     * @return false if the response says nothing about it: without data, or without the same requestNo in it
     */
    public boolean isConclusive() {
        return json().id(REQUEST_NO).filter(requestNo::equals).isPresent();
    }

    /**
     * Import status of the request. An accepted request is imported afterwards, and the import can fail.
     *
     * @return the status; empty if the response is inconclusive or has none
     */
    public Optional<ImportStatus> status() {
        return isConclusive() ? json().value("status", ImportStatus::of) : Optional.empty();
    }

    /**
     * Why the import failed, in the exchange's own words. They may be about the customer: for the caller, not for a log.
     *
     * @return the words; empty if the response is inconclusive or has none
     */
    public Optional<String> failMessage() {
        return isConclusive() ? json().text("failMessage") : Optional.empty();
    }

    private JsonObject json() {
        return new JsonObject(fields);
    }

    /**
     * Describes the documented status only.
     *
     * @return whether it is conclusive, and the status
     */
    @Override
    public String toString() {
        return "ShareStatus[conclusive=" + isConclusive() + ", status="
                + status().map(ImportStatus::toString).orElse("none") + "]";
    }
}
