package io.github.kycsharing.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the checks of a customer's record stand.
 *
 * @param fields all fields of the object, those that the documentation does not know included, as plain Java values that
 *     are unmodifiable at every depth; numbers are exact at any size
 */
public record StatusInfo(Map<String, Object> fields) {
    /** Copies the fields, so that nobody changes them afterwards. */
    public StatusInfo {
        fields = JsonObject.copy(fields);
    }

    /**
     * Why the record was refused, in the exchange's own words. They may speak of the customer: for the caller, and for no log.
     *
     * @return the words, or empty
     */
    public Optional<String> failReason() {
        return json().text("failReason");
    }

    /**
     * How the check of the basic data stands.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> basicStatus() {
        return json().value("basicStatus", ReviewStatus::of);
    }

    /**
     * How the check of the identity stands.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> identityStatus() {
        return json().value("identityStatus", ReviewStatus::of);
    }

    /**
     * How the check of the face stands.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> faceStatus() {
        return json().value("faceStatus", ReviewStatus::of);
    }

    /**
     * How the watch list check stands.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> wckStatus() {
        return json().value("wckStatus", ReviewStatus::of);
    }

    /**
     * The customer's id at the exchange.
     *
     * @return every digit of a number, or the text; empty if there is none
     */
    public Optional<String> kycUserId() {
        return json().id("kycUserId");
    }

    /**
     * The field {@code dbCreateTime}.
     *
     * @return the time, on the wire in milliseconds since 1970, or empty
     */
    public Optional<Instant> dbCreateTime() {
        return json().epochMillis("dbCreateTime");
    }

    /**
     * The field {@code dbModifyTime}.
     *
     * @return the time, on the wire in milliseconds since 1970, or empty
     */
    public Optional<Instant> dbModifyTime() {
        return json().epochMillis("dbModifyTime");
    }

    private JsonObject json() {
        return new JsonObject(fields);
    }

    /**
     * Tells the documented statuses, nothing else.
     *
     * @return the four statuses
     */
    @Override
    public String toString() {
        return "StatusInfo[basicStatus=" + Redacted.describe(basicStatus()) + ", identityStatus="
                + Redacted.describe(identityStatus()) + ", faceStatus=" + Redacted.describe(faceStatus())
                + ", wckStatus="
                + Redacted.describe(wckStatus()) + "]";
    }
}
