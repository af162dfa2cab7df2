package io.github.kycsharing.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for information (RFI): the exchange requires files of a customer. Absent, null and unexpected values are empty; the
 * form of the times is not documented, so one that is not in milliseconds since 1970 is only in {@link #fields()}.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values that are unmodifiable at every depth
 */
public record InformationRequest(Map<String, Object> fields) {
    /** Copies the fields. */
    public InformationRequest {
        fields = JsonObject.copy(fields);
    }

    /**
     * Id of the request at the exchange.
     *
     * @return the id, every digit of a number; or empty
     */
    public Optional<String> recordId() {
        return json().id("recordId");
    }

    /**
     * The customer of the request.
     *
     * @return the customer's id at the broker, every digit of a number; or empty
     */
    public Optional<String> entityCustomerId() {
        return json().id("entityCustomerId");
    }

    /**
     * Kind of the customer.
     *
     * @return {@code USER} is the only documented kind; or empty
     */
    public Optional<String> kycType() {
        return json().text("kycType");
    }

    /**
     * Status of the request.
     *
     * @return the status, or empty
     */
    public Optional<InformationRequestStatus> status() {
        return json().value("status", InformationRequestStatus::of);
    }

    /**
     * Reason of the request.
     *
     * @return the type, or empty
     */
    public Optional<InformationRequestType> recordType() {
        return json().value("recordType", InformationRequestType::of);
    }

    /**
     * Types of the files that the exchange requires.
     *
     * @return the types as the exchange sent them; empty if there is no list
     */
    public List<String> fileTypes() {
        return fields.get("fileTypes") instanceof List<?> types
                ? types.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /**
     * Time until which the files can be submitted.
     *
     * @return the time, on the wire in milliseconds since 1970, or empty
     */
    public Optional<Instant> expireTime() {
        return json().epochMillis("expireTime");
    }

    /**
     * Who reviewed the files.
     *
     * @return the auditor as the exchange sent it, or empty
     */
    public Optional<String> auditor() {
        return json().id("auditor");
    }

    /**
     * Time of the review.
     *
     * @return the time, on the wire in milliseconds since 1970, or empty
     */
    public Optional<Instant> auditTime() {
        return json().epochMillis("auditTime");
    }

    /**
     * Time at which the exchange created the request.
     *
     * @return the time, on the wire in milliseconds since 1970, or empty
     */
    public Optional<Instant> dbCreateTime() {
        return json().epochMillis("dbCreateTime");
    }

    private JsonObject json() {
        return new JsonObject(fields);
    }

    /**
     * Describes the documented status and type only.
     *
     * @return for example {@code InformationRequest[status=PROCESS, recordType=IDENTITY]}
     */
    @Override
    public String toString() {
        return "InformationRequest[status="
                + status().map(InformationRequestStatus::toString).orElse("none") + ", recordType="
                + recordType().map(InformationRequestType::toString).orElse("none") + "]";
    }
}
