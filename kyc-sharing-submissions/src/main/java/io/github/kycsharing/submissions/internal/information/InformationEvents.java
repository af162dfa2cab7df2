package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.KycInformationResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Creates the events that listeners receive from stored payloads. */
public final class InformationEvents {
    private InformationEvents() {}

    /** The event of a stored row of the outbox. */
    public static Object of(
            long eventId,
            Optional<String> client,
            String bizEntityKey,
            InformationOutbox.Kind kind,
            byte[] payload,
            Instant occurredAt) {
        return switch (kind) {
            case REQUESTED ->
                new KycInformationRequested(
                        eventId, client, bizEntityKey, InformationContent.request(payload), occurredAt);
            case RESULT -> result(eventId, client, bizEntityKey, InformationContent.result(payload), occurredAt);
        };
    }

    private static KycInformationResult result(
            long eventId,
            Optional<String> client,
            String bizEntityKey,
            Map<String, String> fields,
            Instant occurredAt) {
        return new KycInformationResult(
                eventId,
                client,
                bizEntityKey,
                String.valueOf(fields.get("entityCustomerId")),
                String.valueOf(fields.get("recordId")),
                InformationContent.state(fields),
                Optional.ofNullable(fields.get("code")),
                Optional.ofNullable(fields.get("failReason")),
                occurredAt);
    }
}
