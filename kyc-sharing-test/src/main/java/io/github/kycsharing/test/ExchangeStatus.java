package io.github.kycsharing.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A customer's status at the exchange, as the status query and the notification report it. Immutable; the {@code with} methods
 * return changed copies. Values are not validated, so that a test can send undocumented ones.
 */
public final class ExchangeStatus {
    /** Pending, the status of a customer who was just shared. */
    public static final ExchangeStatus PROCESS = of("PROCESS").withChecks("PROCESS");
    /** Under manual review. */
    public static final ExchangeStatus REVIEW = of("REVIEW").withChecks("REVIEW");
    /** Passed: the customer may trade. */
    public static final ExchangeStatus PASS = of("PASS").withChecks("PASS");
    /** Refused because of the identity. */
    public static final ExchangeStatus REFUSED = of("REFUSED")
            .withChecks("PASS")
            .withCheck("identityStatus", "REJECT")
            .withFailReason("The document can not be read");
    /** Disabled. */
    public static final ExchangeStatus DISABLE = of("DISABLE").withChecks("PASS");

    private final Map<String, Object> statusInfo;
    private final Map<String, Object> currentLevel;

    private ExchangeStatus(Map<String, Object> statusInfo, Map<String, Object> currentLevel) {
        this.statusInfo = Collections.unmodifiableMap(statusInfo);
        this.currentLevel = Collections.unmodifiableMap(currentLevel);
    }

    /**
     * A status of the customer's level.
     *
     * @param kycStatus the value of {@code levelInfo.currentLevel.kycStatus}, documented or not
     * @return the status, without single checks
     */
    public static ExchangeStatus of(String kycStatus) {
        Map<String, Object> level = new LinkedHashMap<>();
        level.put("levelName", "INTERMEDIATE");
        level.put("kycStatus", Objects.requireNonNull(kycStatus, "kycStatus"));
        return new ExchangeStatus(new LinkedHashMap<>(), level);
    }

    /**
     * Sets basicStatus, identityStatus, faceStatus and wckStatus.
     *
     * @param status one value for all four
     * @return a changed copy
     */
    public ExchangeStatus withChecks(String status) {
        return withCheck("basicStatus", status)
                .withCheck("identityStatus", status)
                .withCheck("faceStatus", status)
                .withCheck("wckStatus", status);
    }

    /**
     * Sets one check.
     *
     * @param field such as {@code faceStatus}
     * @param status the value, documented or not
     * @return a changed copy
     */
    public ExchangeStatus withCheck(String field, String status) {
        return withField(field, status);
    }

    /**
     * Sets the field failReason.
     *
     * @param failReason any text
     * @return a changed copy
     */
    public ExchangeStatus withFailReason(String failReason) {
        return withField("failReason", failReason);
    }

    /**
     * Sets the level's sub status.
     *
     * @param subStatus such as {@code HIGH_RISK}
     * @return a changed copy
     */
    public ExchangeStatus withSubStatus(String subStatus) {
        return withLevelField("kycLevelSubStatus", subStatus);
    }

    /**
     * Sets any field of statusInfo.
     *
     * @param name the field, documented or not
     * @param value a value that JSON can represent
     * @return a changed copy
     */
    public ExchangeStatus withField(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(statusInfo);
        more.put(name, value);
        return new ExchangeStatus(more, currentLevel);
    }

    /**
     * Sets any field of the current level.
     *
     * @param name the field, documented or not
     * @param value a value that JSON can represent
     * @return a changed copy
     */
    public ExchangeStatus withLevelField(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(currentLevel);
        more.put(name, value);
        return new ExchangeStatus(statusInfo, more);
    }

    /** The value of {@code levelInfo.currentLevel.kycStatus}. */
    public String kycStatus() {
        return String.valueOf(currentLevel.get("kycStatus"));
    }

    boolean isPassed() {
        return kycStatus().equals("PASS");
    }

    Map<String, Object> statusInfo() {
        return statusInfo;
    }

    Map<String, Object> currentLevel() {
        return currentLevel;
    }

    /** Two statuses are equal if all their fields are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExchangeStatus status
                && status.statusInfo.equals(statusInfo)
                && status.currentLevel.equals(currentLevel);
    }

    @Override
    public int hashCode() {
        return Objects.hash(statusInfo, currentLevel);
    }

    /** Returns the level's status. */
    @Override
    public String toString() {
        return "ExchangeStatus[" + LogText.of(kycStatus()) + "]";
    }
}
