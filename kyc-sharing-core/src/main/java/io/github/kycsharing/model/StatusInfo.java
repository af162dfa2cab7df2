package io.github.kycsharing.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Status of the checks of a customer's record.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values that
 *     are unmodifiable at every depth; numbers are exact at any size
 */
public record StatusInfo(Map<String, Object> fields) {
    /** Makes a deep, unmodifiable copy of the fields. */
    public StatusInfo {
        fields = JsonObject.copy(fields);
    }

    /**
     * Why the record was refused, in the exchange's own words. They may contain personal data: do not log them.
     *
     * @return the words, or empty
     */
    public Optional<String> failReason() {
        return json().text("failReason");
    }

    /**
     * Status of the basic data check.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> basicStatus() {
        return json().value("basicStatus", ReviewStatus::of);
    }

    /**
     * Status of the identity check.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> identityStatus() {
        return json().value("identityStatus", ReviewStatus::of);
    }

    /**
     * Status of the face check.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> faceStatus() {
        return json().value("faceStatus", ReviewStatus::of);
    }

    /**
     * Status of the watch list check.
     *
     * @return the status, or empty
     */
    public Optional<ReviewStatus> wckStatus() {
        return json().value("wckStatus", ReviewStatus::of);
    }

    /**
     * The customer's id at the exchange.
     *
     * @return the id, with every digit if it is a number; or empty
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
     * Describes the documented statuses only.
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
