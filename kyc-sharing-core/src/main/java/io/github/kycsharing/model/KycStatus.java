package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.Flag;
import java.util.Map;
import java.util.Optional;

/**
 * What the exchange says of a customer: the {@code data} of the status query's response. Whatever is missing, null or of another
 * type than documented is empty, and no value is too new to be read.
 *
 * <p>A test or a fake makes one from the fields it needs: {@code new KycStatus(Map.of("nonExisted", true))}.
 *
 * @param fields all fields of the object, those that the documentation does not know included, as plain Java values (String,
 *     Boolean, Number, List, Map, null) that are unmodifiable at every depth; numbers are exact at any size
 */
public record KycStatus(Map<String, Object> fields) {
    /** Copies the fields, so that nobody changes them afterwards. */
    public KycStatus {
        fields = JsonObject.copy(fields);
    }

    /**
     * How the checks of the record stand.
     *
     * @return the section, or empty
     */
    public Optional<StatusInfo> statusInfo() {
        return new JsonObject(fields).object("statusInfo").map(section -> new StatusInfo(section.fields()));
    }

    /**
     * How the levels stand.
     *
     * @return the section, or empty
     */
    public Optional<LevelInfo> levelInfo() {
        return new JsonObject(fields).object("levelInfo").map(section -> new LevelInfo(section.fields()));
    }

    /**
     * Whether the exchange says that it has no such record, as a flag, a text or a number: {@code true}, {@code "true"},
     * {@code 1}.
     *
     * @return true only if it says so; false and null mean that there is a record
     */
    public boolean nonExisted() {
        return Existence.of(fields) == Existence.DENIED;
    }

    /**
     * Whether the exchange has a record of this customer: it tells something of it or says that it exists, and does not deny
     * it.
     *
     * @return false also for a response that says neither, and for one whose {@code nonExisted} cannot be understood
     */
    public boolean isKnown() {
        return switch (Existence.of(fields)) {
            case AFFIRMED -> true;
            case NOT_STATED -> statusInfo().isPresent() || levelInfo().isPresent();
            case DENIED, UNREADABLE -> false;
        };
    }

    /**
     * How the current level stands, the status that counts.
     *
     * @return {@code levelInfo.currentLevel.kycStatus}, or empty
     */
    public Optional<LevelStatus> levelStatus() {
        return levelInfo().flatMap(LevelInfo::currentLevel).flatMap(KycLevel::kycStatus);
    }

    /**
     * Whether the customer may trade: {@code levelInfo.currentLevel.kycStatus} is PASS. A response that has this and yet says
     * that there is no such record contradicts itself, and lets nobody pass; nor does one whose {@code nonExisted} cannot be
     * understood.
     *
     * @return true if passed
     */
    public boolean isPassed() {
        return isKnown() && levelStatus().filter(LevelStatus.PASS::equals).isPresent();
    }

    /**
     * Whether the exchange has decided: the current level's status is {@linkplain LevelStatus#isFinal() final}. A decision
     * can be followed by another, for example when a refused customer goes through the exchange's own KYC link.
     *
     * @return false for a customer who does not exist, or whose status is unknown to the documentation
     */
    public boolean isFinal() {
        return isKnown() && levelStatus().filter(LevelStatus::isFinal).isPresent();
    }

    /**
     * Tells the documented statuses, nothing else.
     *
     * @return both sections redacted, and whether the customer exists
     */
    @Override
    public String toString() {
        return "KycStatus[statusInfo=" + Redacted.describe(statusInfo()) + ", levelInfo="
                + Redacted.describe(levelInfo()) + ", nonExisted=" + nonExisted() + "]";
    }

    /** What the field {@code nonExisted} says. */
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
