package io.github.kycsharing.model;

import io.github.kycsharing.internal.json.JsonObjects;
import java.util.Map;
import java.util.Optional;

/**
 * What came in at a notifyUrl. The exchange documents no signature, so it is a hint that a status may have changed and nothing
 * more: who decides anything by it asks with the status query first. Whatever is missing, null or of another type than documented
 * is empty, and no event is too new to be read.
 *
 * <p>It carries personal data.
 *
 * @param fields all fields of the object, those that the documentation does not know included, as plain Java values (String,
 *     Boolean, Number, List, Map, null) that are unmodifiable at every depth; numbers are exact at any size
 */
public record KycNotification(Map<String, Object> fields) {
    /** Copies the fields, so that nobody changes them afterwards. */
    public KycNotification {
        fields = JsonObject.copy(fields);
    }

    /**
     * Reads a notification's body. Unknown fields and events are read like any other.
     *
     * @param json the bytes as they were received
     * @return the notification
     * @throws UnreadableNotificationException if they are not one JSON object, name a field twice, or are nested more than 32
     *     levels deep
     */
    public static KycNotification read(byte[] json) {
        return JsonObjects.read(json).map(KycNotification::new).orElseThrow(UnreadableNotificationException::new);
    }

    /**
     * The access entity whose customer it is about.
     *
     * @return the key, or empty
     */
    public Optional<String> bizEntityKey() {
        return json().text("bizEntityKey");
    }

    /**
     * The customer it is about.
     *
     * @return the customer's id at the broker, every digit of it if it came as a number; or empty
     */
    public Optional<String> entityCustomerId() {
        return json().id("entityCustomerId");
    }

    /**
     * What kind of customer it is about.
     *
     * @return {@code USER} for all that is documented, or empty
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
     * How the checks of the record are said to stand.
     *
     * @return {@code eventVo.statusInfo}, or empty
     */
    public Optional<StatusInfo> statusInfo() {
        return json().object("eventVo")
                .flatMap(event -> event.object("statusInfo"))
                .map(section -> new StatusInfo(section.fields()));
    }

    /**
     * How the levels are said to stand.
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
     * Tells the documented statuses, nothing else.
     *
     * @return both sections redacted
     */
    @Override
    public String toString() {
        return "KycNotification[eventType="
                + eventType().map(NotificationEvent::toString).orElse("none") + ", statusInfo="
                + Described.of(statusInfo()) + ", levelInfo=" + Described.of(levelInfo()) + "]";
    }
}
