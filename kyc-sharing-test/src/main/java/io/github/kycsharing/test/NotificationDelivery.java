package io.github.kycsharing.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One attempt to deliver a notification. {@link #toString()} has neither body, customer nor address, which may
 * contain a token.
 */
public final class NotificationDelivery {
    /** Outcome of an attempt. */
    public enum Outcome {
        /** The receiver returned a 2xx status. */
        DELIVERED,
        /** The receiver returned another status, did not respond in time, or was unreachable. */
        FAILED,
        /** The address is not on this machine. Nothing was sent, because a test must not call other hosts. */
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

    /** The time of the attempt, by the exchange's clock. */
    public Instant at() {
        return at;
    }

    /** The entity of the customer. */
    public String bizEntityKey() {
        return bizEntityKey;
    }

    /** The customer. */
    public String entityCustomerId() {
        return entityCustomerId;
    }

    /** The address. */
    public String notifyUrl() {
        return notifyUrl;
    }

    /** The bytes of the body; a copy. All attempts of one notification have the same bytes. */
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

    /** The outcome. */
    public Outcome outcome() {
        return outcome;
    }

    /** The HTTP status of the receiver's response, if there was one. */
    public OptionalInt httpStatus() {
        return httpStatus;
    }

    /** Returns a description without personal data, for logs. */
    @Override
    public String toString() {
        return "NotificationDelivery[at=" + at + ", attempt=" + attempt + ", bytes=" + body.length + ", outcome="
                + outcome + ", httpStatus=" + (httpStatus.isPresent() ? httpStatus.getAsInt() : "-") + "]";
    }
}
