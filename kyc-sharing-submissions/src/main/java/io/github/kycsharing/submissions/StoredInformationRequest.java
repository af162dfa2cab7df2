package io.github.kycsharing.submissions;

import io.github.kycsharing.model.InformationRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for information (RFI) as the last poll found it, with the files that were submitted for it. All times are the database's.
 *
 * @param id id of the request in this module
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param recordId id of the request at the exchange
 * @param entityCustomerId the customer
 * @param request the request as the exchange returned it when its status last changed
 * @param files state of the submitted files
 * @param requestNo number that the exchange gave the submission of the files; empty if there is none, or if its response was lost
 * @param attempts number of attempts to send files
 * @param code code of the exchange that refused them; {@code undocumented} for one without documentation, {@code INVALID} if
 *     the stored files broke a rule
 * @param failReason why the exchange could not take them, in its own words. They may be about the customer
 * @param actor who submitted them last
 * @param firstSeenAt when a poll first found the request
 * @param updatedAt last change
 * @param closedAt when a poll found that the exchange needs no files any more; empty for an open request
 */
public record StoredInformationRequest(
        UUID id,
        Optional<String> client,
        String bizEntityKey,
        String recordId,
        String entityCustomerId,
        InformationRequest request,
        InformationFilesState files,
        Optional<String> requestNo,
        int attempts,
        Optional<String> code,
        Optional<String> failReason,
        Optional<String> actor,
        Instant firstSeenAt,
        Instant updatedAt,
        Optional<Instant> closedAt) {
    /**
     * Whether the exchange may need files.
     *
     * @return false once its status says that it needs none
     */
    public boolean isOpen() {
        return closedAt.isEmpty();
    }

    /**
     * Describes the request without the customer and the content.
     *
     * @return id, state of the files, and whether it is open
     */
    @Override
    public String toString() {
        return "StoredInformationRequest[id=" + id + ", files=" + files + ", open=" + isOpen() + "]";
    }
}
