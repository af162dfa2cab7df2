package io.github.kycsharing.submissions;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.Evidence;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A submission as it is stored. It contains identifiers and no other personal data. All times are the database's.
 *
 * @param id id of the submission
 * @param client name of the client that delivers it; empty if this application has no client of its access entity
 * @param bizEntityKey key of the access entity
 * @param requestNo number of the request
 * @param customer customer of the record
 * @param state state
 * @param evidence what all attempts prove
 * @param attempts number of attempts to deliver
 * @param code last code of the exchange, if a response had one
 * @param replaces the submission that this one submits again under a new requestNo
 * @param submittedAt when it was handed over
 * @param deliveredAt when the exchange accepted it
 * @param endedAt when its state became terminal
 * @param updatedAt when it last changed
 * @param version version, which grows with each change; a command names the version that it acts on
 */
public record KycSubmission(
        UUID id,
        Optional<String> client,
        String bizEntityKey,
        String requestNo,
        CustomerIds customer,
        SubmissionState state,
        Evidence evidence,
        int attempts,
        Optional<String> code,
        Optional<UUID> replaces,
        Instant submittedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> endedAt,
        Instant updatedAt,
        long version) {
    /**
     * The commands that its state allows.
     *
     * @return the commands; {@code RESUBMIT} also needs the stored record, which is erased in time
     */
    public Set<SubmissionCommand> commands() {
        return Arrays.stream(SubmissionCommand.values())
                .filter(command -> command.isAllowedIn(state, evidence))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Describes the submission without the customer's identifiers.
     *
     * @return id, requestNo and state
     */
    @Override
    public String toString() {
        return "KycSubmission[id=" + id + ", requestNo=" + requestNo + ", state=" + state + ", version=" + version
                + "]";
    }
}
