package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.Flag;
import java.util.Map;
import java.util.Optional;

/**
 * Status of a customer at the exchange: the {@code data} of the response to a status query. A field that is absent, null or of an
 * undocumented type is empty, and unknown values can be read.
 *
 * <p>A test or a fake creates one from the fields it needs: {@code new KycStatus(Map.of("nonExisted", true))}.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values (String,
 *     Boolean, Number, List, Map, null) that are unmodifiable at every depth; numbers are exact at any size
 */
public record KycStatus(Map<String, Object> fields) {
    /** Makes a deep, unmodifiable copy of the fields. */
    public KycStatus {
        fields = JsonObject.copy(fields);
    }

    /**
     * Status of the record's checks.
     *
     * @return the section, or empty
     */
    public Optional<StatusInfo> statusInfo() {
        return new JsonObject(fields).object("statusInfo").map(section -> new StatusInfo(section.fields()));
    }

    /**
     * Status of the levels.
     *
     * @return the section, or empty
     */
    public Optional<LevelInfo> levelInfo() {
        return new JsonObject(fields).object("levelInfo").map(section -> new LevelInfo(section.fields()));
    }

    /**
     * Whether the exchange reports that it has no such record, as a boolean, a text or a number: {@code true}, {@code "true"},
     * {@code 1}.
     *
     * @return true only if it reports so; false and null mean that there is a record
     */
    public boolean nonExisted() {
        return Existence.of(fields) == Existence.DENIED;
    }

    /**
     * Whether the exchange has a record of this customer: the response contains a status or says that the record exists, and does
     * not say that it does not exist.
     *
     * @return false also for a response without either, and for one with an unreadable {@code nonExisted}
     */
    public boolean isKnown() {
        return switch (Existence.of(fields)) {
            case AFFIRMED -> true;
            case NOT_STATED -> statusInfo().isPresent() || levelInfo().isPresent();
            case DENIED, UNREADABLE -> false;
        };
    }

    /**
     * Status of the current level, which determines whether the customer may trade.
     *
     * @return {@code levelInfo.currentLevel.kycStatus}, or empty
     */
    public Optional<LevelStatus> levelStatus() {
        return levelInfo().flatMap(LevelInfo::currentLevel).flatMap(KycLevel::kycStatus);
    }

    /**
     * Whether the customer may trade: {@code levelInfo.currentLevel.kycStatus} is PASS. The result is false if the response
     * also says that there is no such record, since it contradicts itself, or if {@code nonExisted} is unreadable.
     *
     * @return true if passed
     */
    public boolean isPassed() {
        return isKnown() && levelStatus().filter(LevelStatus.PASS::equals).isPresent();
    }

    /**
     * Whether the status is final: the current level's status is {@linkplain LevelStatus#isFinal() final}. A final status can still
     * change, for example when a refused customer uses the exchange's own KYC link.
     *
     * @return false for a customer who does not exist, or whose status is not documented
     */
    public boolean isFinal() {
        return isKnown() && levelStatus().filter(LevelStatus::isFinal).isPresent();
    }

    /**
     * Describes the documented statuses only.
     *
     * @return both sections redacted, and whether the customer exists
     */
    @Override
    public String toString() {
        return "KycStatus[statusInfo=" + Redacted.describe(statusInfo()) + ", levelInfo="
                + Redacted.describe(levelInfo()) + ", nonExisted=" + nonExisted() + "]";
    }

    /** Meaning of the field {@code nonExisted}. */
    private enum Existence {
        AFFIRMED,
        DENIED,
        NOT_STATED,
        UNREADABLE;

        static Existence of(Map<String, Object> fields) {
            Object value = fields.get("nonExisted");
            if (value == null) {
                return fields.containsKey("nonExisted") ? AFFIRMED : NOT_STATED;
            }
            return Flag.of(value).map(denied -> denied ? DENIED : AFFIRMED).orElse(UNREADABLE);
        }
    }
}
