package io.github.kycsharing.model;

import java.util.Map;
import java.util.Optional;

/**
 * A level of a customer's KYC.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values that
 *     are unmodifiable at every depth
 */
public record KycLevel(Map<String, Object> fields) {
    /** Makes a deep, unmodifiable copy of the fields. */
    public KycLevel {
        fields = JsonObject.copy(fields);
    }

    /**
     * Name of the level. The names are not documented; one sample has {@code INTERMEDIATE}.
     *
     * @return the name, unchanged from the response, or empty
     */
    public Optional<String> levelName() {
        return new JsonObject(fields).text("levelName");
    }

    /**
     * Status of the level.
     *
     * @return the status, or empty
     */
    public Optional<LevelStatus> kycStatus() {
        return new JsonObject(fields).value("kycStatus", LevelStatus::of);
    }

    /**
     * Sub status, the reason for the status.
     *
     * @return the sub status, or empty
     */
    public Optional<LevelSubStatus> kycLevelSubStatus() {
        return new JsonObject(fields).value("kycLevelSubStatus", LevelSubStatus::of);
    }

    /**
     * Describes the documented statuses only.
     *
     * @return for example {@code KycLevel[kycStatus=PASS, kycLevelSubStatus=none]}
     */
    @Override
    public String toString() {
        return "KycLevel[kycStatus=" + Redacted.describe(kycStatus()) + ", kycLevelSubStatus="
                + Redacted.describe(kycLevelSubStatus()) + "]";
    }
}
