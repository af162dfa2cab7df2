package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import java.util.Optional;
import java.util.Set;

/** The access entities of this application, with their clients. */
public interface Entities {
    /** Access entity of a client. */
    Optional<String> bizEntityKey(String client);

    /** Name of the client of an access entity. */
    Optional<String> clientName(String bizEntityKey);

    /** Client of an access entity. */
    Optional<KycSharingClient> client(String bizEntityKey);

    /** All access entities. */
    Set<String> all();

    /** Access entity of a client that must exist. */
    default String requireBizEntityKey(String client) {
        return bizEntityKey(client)
                .orElseThrow(() -> new KycSubmissionException(
                        Reason.CLIENT_NOT_FOUND,
                        "There is no client of the name " + client
                                + " with an access entity. Configure it, or use another name.",
                        null,
                        null));
    }
}
