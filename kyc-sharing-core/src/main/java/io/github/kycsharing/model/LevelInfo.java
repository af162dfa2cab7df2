package io.github.kycsharing.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Levels of a customer's KYC, which determine what the customer may do.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values that
 *     are unmodifiable at every depth
 */
public record LevelInfo(Map<String, Object> fields) {
    /** Makes a deep, unmodifiable copy of the fields. */
    public LevelInfo {
        fields = JsonObject.copy(fields);
    }

    /**
     * The current level, which determines whether the customer may trade.
     *
     * @return the level, or empty
     */
    public Optional<KycLevel> currentLevel() {
        return new JsonObject(fields).object("currentLevel").map(level -> new KycLevel(level.fields()));
    }

    /**
     * The last passed level, an object of the same form as the current one. Other values are in {@link #fields()}.
     *
     * @return the level, or empty
     */
    public Optional<KycLevel> passedLevel() {
        return new JsonObject(fields).object("passedLevel").map(level -> new KycLevel(level.fields()));
    }

    /**
     * The passed levels, which only a notification lists.
     *
     * @return the elements that are objects, none if there is no list
     */
    public List<KycLevel> passedLevels() {
        return new JsonObject(fields)
                .objects("passedLevels").stream()
                        .map(level -> new KycLevel(level.fields()))
                        .toList();
    }

    /**
     * The field {@code kycPass}. Use {@link KycStatus#isPassed()} to find out whether the customer may trade.
     *
     * @return the flag, or empty
     */
    public Optional<Boolean> kycPass() {
        return new JsonObject(fields).flag("kycPass");
    }

    /**
     * Describes the documented statuses only.
     *
     * @return the current level and the flag
     */
    @Override
    public String toString() {
        return "LevelInfo[currentLevel=" + Redacted.describe(currentLevel()) + ", kycPass="
                + Redacted.describe(kycPass()) + "]";
    }
}
