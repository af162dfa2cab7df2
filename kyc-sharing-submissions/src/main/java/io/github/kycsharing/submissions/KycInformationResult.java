package io.github.kycsharing.submissions;

import java.time.Instant;
import java.util.Optional;

/**
 * Event: files that were submitted for a request for information came to an end, or need a person. It is published once for each such
 * state, as {@link KycStatusChanged} is.
 *
 * @param eventId number of the event, the same each time it is published
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param entityCustomerId the customer
 * @param recordId id of the request for information at the exchange
 * @param state a {@linkplain InformationFilesState#isFinal() final} state, or {@link InformationFilesState#UNCERTAIN}
 * @param code code of the exchange that refused the files; {@code undocumented} for one without documentation, {@code INVALID} if
 *     the stored files broke a rule
 * @param failReason why the exchange could not take the files, in its own words. They may be about the customer
 * @param occurredAt when the state changed, by the database's clock
 */
public record KycInformationResult(
        long eventId,
        Optional<String> client,
        String bizEntityKey,
        String entityCustomerId,
        String recordId,
        InformationFilesState state,
        Optional<String> code,
        Optional<String> failReason,
        Instant occurredAt) {
    /**
     * Describes the event without the customer and the reason.
     *
     * @return number and state
     */
    @Override
    public String toString() {
        return "KycInformationResult[eventId=" + eventId + ", client=" + client.orElse("none") + ", state=" + state
                + "]";
    }
}
