package io.github.kycsharing.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One attempt to deliver a notification. {@link #toString()} shows neither the body nor the customer nor the address, which may
 * hold a token.
 */
public final class NotificationDelivery {
    /** What an attempt came to. */
    public enum Outcome {
        /** The receiver answered with a 2xx status. */
        DELIVERED,
        /** It answered otherwise, or not in time, or could not be reached. */
        FAILED,
        /** The address is not on this machine, so nothing was sent: a test must not call strangers. */
        NOT_LOOPBACK
    }

    private final Instant at;
    private final String bizEntityKey;
    private final String entityCustomerId;
    private final String notifyUrl;
    private final byte[] body;
    private final int attempt;
    private final Outcome outcome;
    private final OptionalInt httpStatus;

    NotificationDelivery(
            Instant at, ExchangeEvent event, byte[] body, int attempt, Outcome outcome, OptionalInt status) {
        this(
                at,
                event.customer().bizEntityKey(),
                event.customer().entityCustomerId(),
                event.notifyUrl(),
                body,
                attempt,
                outcome,
                status);
    }

    private NotificationDelivery(
            Instant at,
            String bizEntityKey,
            String entityCustomerId,
            String notifyUrl,
            byte[] body,
            int attempt,
            Outcome outcome,
            OptionalInt httpStatus) {
        this.at = at;
        this.bizEntityKey = bizEntityKey;
        this.entityCustomerId = entityCustomerId;
        this.notifyUrl = notifyUrl;
        this.body = body;
        this.attempt = attempt;
        this.outcome = outcome;
        this.httpStatus = httpStatus;
    }

    NotificationDelivery again(Instant now, Outcome result, OptionalInt status) {
        return new NotificationDelivery(now, bizEntityKey, entityCustomerId, notifyUrl, body, attempt, result, status);
    }

    /** When it was made, by the exchange's clock. */
    public Instant at() {
        return at;
    }

    /** The entity whose customer it is about. */
    public String bizEntityKey() {
        return bizEntityKey;
    }

    /** The customer it is about. */
    public String entityCustomerId() {
        return entityCustomerId;
    }

    /** Where it went. */
    public String notifyUrl() {
        return notifyUrl;
    }

    /** The bytes of the body; a copy. The attempts of one notification all have the same. */
    public byte[] body() {
        return body.clone();
    }

    /** The body read as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** 1 for the first attempt, up to 4. */
    public int attempt() {
        return attempt;
    }

    /** What it came to. */
    public Outcome outcome() {
        return outcome;
    }

    /** The HTTP status that the receiver answered with, if it did. */
    public OptionalInt httpStatus() {
        return httpStatus;
    }

    /** Says what may stand in a log. */
    @Override
    public String toString() {
        return "NotificationDelivery[at=" + at + ", attempt=" + attempt + ", bytes=" + body.length + ", outcome="
                + outcome + ", httpStatus=" + (httpStatus.isPresent() ? httpStatus.getAsInt() : "-") + "]";
    }
}
