package io.github.kycsharing.model;

import java.util.Map;
import java.util.Optional;

/**
 * A level of a customer's KYC.
 *
 * @param fields all fields of the object, those that the documentation does not know included, as plain Java values that
 *     are unmodifiable at every depth
 */
public record KycLevel(Map<String, Object> fields) {
    /** Copies the fields, so that nobody changes them afterwards. */
    public KycLevel {
        fields = JsonObject.copy(fields);
    }

    /**
     * The level's name. The names are not documented; one sample has {@code INTERMEDIATE}.
     *
     * @return the name as it stood in the response, or empty
     */
    public Optional<String> levelName() {
        return new JsonObject(fields).text("levelName");
    }

    /**
     * How the level stands.
     *
     * @return the status, or empty
     */
    public Optional<LevelStatus> kycStatus() {
        return new JsonObject(fields).value("kycStatus", LevelStatus::of);
    }

    /**
     * Why it stands so.
     *
     * @return the sub status, or empty
     */
    public Optional<LevelSubStatus> kycLevelSubStatus() {
        return new JsonObject(fields).value("kycLevelSubStatus", LevelSubStatus::of);
    }

    /**
     * Tells the documented statuses, nothing else.
     *
     * @return for example {@code KycLevel[kycStatus=PASS, kycLevelSubStatus=none]}
     */
    @Override
    public String toString() {
        return "KycLevel[kycStatus=" + Redacted.describe(kycStatus()) + ", kycLevelSubStatus="
                + Redacted.describe(kycLevelSubStatus()) + "]";
    }
}
