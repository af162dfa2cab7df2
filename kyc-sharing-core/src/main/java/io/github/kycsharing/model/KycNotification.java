package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.JsonObjects;
import java.util.Map;
import java.util.Optional;

/**
 * Notification of the exchange to a notifyUrl, a webhook. The exchange documents no signature, so a notification is only a hint
 * that a status may have changed: query the status before you act on it. A field that is absent, null or of an undocumented type is
 * empty, and unknown events can be read.
 *
 * <p>It contains personal data.
 *
 * @param fields all fields of the object, undocumented ones included, as plain Java values (String,
 *     Boolean, Number, List, Map, null) that are unmodifiable at every depth; numbers are exact at any size
 */
public record KycNotification(Map<String, Object> fields) {
    /** Makes a deep, unmodifiable copy of the fields. */
    public KycNotification {
        fields = JsonObject.copy(fields);
    }

    /**
     * Reads the body of a notification, including unknown fields and events.
     *
     * @param json the received bytes
     * @return the notification
     * @throws UnreadableNotificationException if they are not one JSON object, name a field twice, or are nested more than 32
     *     levels deep
     */
    public static KycNotification read(byte[] json) {
        return JsonObjects.read(json).map(KycNotification::new).orElseThrow(UnreadableNotificationException::new);
    }

    /**
     * The access entity of the customer.
     *
     * @return the key, or empty
     */
    public Optional<String> bizEntityKey() {
        return json().text("bizEntityKey");
    }

    /**
     * The customer whose status may have changed.
     *
     * @return the customer's id at the broker, with every digit if it is a number; or empty
     */
    public Optional<String> entityCustomerId() {
        return json().id("entityCustomerId");
    }

    /**
     * Type of the customer.
     *
     * @return {@code USER}, the documented value, or another; or empty
     */
    public Optional<String> kycType() {
        return json().text("kycType");
    }

    /**
     * Event of the notification.
     *
     * @return the event, or empty
     */
    public Optional<NotificationEvent> eventType() {
        return json().value("eventType", NotificationEvent::of);
    }

    /**
     * Result of submitted files, for {@link NotificationEvent#USER_RFI_SUBMIT_RESULT}. Query the result before you rely on it.
     *
     * @return {@code eventVo}; empty for another event
     */
    public Optional<SubmittedFiles> submittedFiles() {
        return eventType()
                .filter(NotificationEvent.USER_RFI_SUBMIT_RESULT::equals)
                .flatMap(event -> json().object("eventVo"))
                .map(section -> new SubmittedFiles(section.fields()));
    }

    /**
     * Reported status of the record's checks.
     *
     * @return {@code eventVo.statusInfo}, or empty
     */
    public Optional<StatusInfo> statusInfo() {
        return json().object("eventVo")
                .flatMap(event -> event.object("statusInfo"))
                .map(section -> new StatusInfo(section.fields()));
    }

    /**
     * Reported status of the levels.
     *
     * @return {@code eventVo.levelInfo}, or empty
     */
    public Optional<LevelInfo> levelInfo() {
        return json().object("eventVo")
                .flatMap(event -> event.object("levelInfo"))
                .map(section -> new LevelInfo(section.fields()));
    }

    private JsonObject json() {
        return new JsonObject(fields);
    }

    /**
     * Describes the documented statuses only.
     *
     * @return both sections redacted
     */
    @Override
    public String toString() {
        return "KycNotification[eventType="
                + eventType().map(NotificationEvent::toString).orElse("none") + ", statusInfo="
                + Redacted.describe(statusInfo()) + ", levelInfo=" + Redacted.describe(levelInfo()) + "]";
    }
}
