package io.github.kycsharing.submissions;

import java.util.List;
import java.util.Optional;

/** Deliveries by client: each client has a lane of its own, so that the failure of one access entity blocks no other. */
public interface KycLanes {
    /**
     * Lists the lanes of this application's clients.
     *
     * @return one for each client, by name
     */
    List<KycLane> all();

    /**
     * Finds the lane of a client.
     *
     * @param client name of the client
     * @return the lane, or empty if there is no such client
     */
    Optional<KycLane> find(String client);

    /**
     * Pauses a lane on all instances. It sends no record from now on; attempts in progress end, and queries of import statuses go on.
     *
     * @param client name of the client
     * @param by who pauses it, and why
     * @return the lane after the command
     * @throws KycSubmissionException if there is no such client
     */
    KycLane pause(String client, Intervention by);

    /**
     * Resumes a lane that is paused or backs off: it delivers again at once.
     *
     * @param client name of the client
     * @param by who resumes it, and why
     * @return the lane after the command
     * @throws KycSubmissionException if there is no such client
     */
    KycLane resume(String client, Intervention by);
}
