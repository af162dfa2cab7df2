package io.github.kycsharing.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The levels of a customer's KYC: what the customer may do follows from them.
 *
 * @param fields all fields of the object, those that the documentation does not know included, as plain Java values that
 *     are unmodifiable at every depth
 */
public record LevelInfo(Map<String, Object> fields) {
    /** Copies the fields, so that nobody changes them afterwards. */
    public LevelInfo {
        fields = JsonObject.copy(fields);
    }

    /**
     * The level that counts.
     *
     * @return the level, or empty
     */
    public Optional<KycLevel> currentLevel() {
        return new JsonObject(fields).object("currentLevel").map(level -> new KycLevel(level.fields()));
    }

    /**
     * The level passed last, an object of the same form as the current one. What else stands there is in {@link #fields()}.
     *
     * @return the level, or empty
     */
    public Optional<KycLevel> passedLevel() {
        return new JsonObject(fields).object("passedLevel").map(level -> new KycLevel(level.fields()));
    }

    /**
     * The levels passed so far, as a notification lists them.
     *
     * @return those that are objects, none if there is no list
     */
    public List<KycLevel> passedLevels() {
        return new JsonObject(fields)
                .objects("passedLevels").stream()
                        .map(level -> new KycLevel(level.fields()))
                        .toList();
    }

    /**
     * The field {@code kycPass}. Whether a customer may trade is not told by it but by {@link KycStatus#isPassed()}.
     *
     * @return the flag, or empty
     */
    public Optional<Boolean> kycPass() {
        return new JsonObject(fields).flag("kycPass");
    }

    /**
     * Tells the documented statuses, nothing else.
     *
     * @return the current level and the flag
     */
    @Override
    public String toString() {
        return "LevelInfo[currentLevel=" + Redacted.describe(currentLevel()) + ", kycPass="
                + Redacted.describe(kycPass()) + "]";
    }
}
