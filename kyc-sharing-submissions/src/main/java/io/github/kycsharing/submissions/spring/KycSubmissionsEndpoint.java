package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.Erasure;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import io.github.kycsharing.submissions.SubmissionState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows submissions and executes commands on them. It returns no identifier of a customer and no note. Commands need the access level
 * {@code unrestricted}, which is not the default.
 */
@Endpoint(id = "kycsubmissions", defaultAccess = Access.READ_ONLY)
final class KycSubmissionsEndpoint {
    private final KycSubmissions submissions;

    KycSubmissionsEndpoint(KycSubmissions submissions) {
        this.submissions = submissions;
    }

    /** A page of submissions, the newest first; with a requestNo the one of that number. */
    @ReadOperation
    SubmissionsDescription submissions(
            @Nullable String client,
            @Nullable String requestNo,
            @Nullable SubmissionState state,
            @Nullable String after,
            @Nullable Integer size) {
        if (requestNo != null) {
            if (client == null) {
                throw new IllegalArgumentException("A requestNo belongs to a client: add the parameter client");
            }
            return SubmissionsDescription.of(
                    submissions.find(client, requestNo).stream().toList(), null);
        }
        SubmissionFilter filter = SubmissionFilter.all();
        filter = client == null ? filter : filter.ofClient(client);
        filter = state == null ? filter : filter.in(state);
        filter = size == null ? filter : filter.withPageSize(size);
        filter = after == null ? filter : filter.after(after);
        SubmissionPage page = submissions.list(filter);
        return SubmissionsDescription.of(page.submissions(), page.next().orElse(null));
    }

    /** A submission and its history. */
    @ReadOperation
    SubmissionHistory submission(@Selector String id) {
        UUID uuid = uuid(id);
        KycSubmission submission = submissions
                .find(uuid)
                .orElseThrow(() -> new KycSubmissionException(
                        Reason.SUBMISSION_NOT_FOUND, "There is no submission " + uuid + ".", uuid, null));
        return new SubmissionHistory(
                SubmissionDescription.of(submission),
                submissions.history(uuid).stream().map(EventDescription::of).toList());
    }

    /** Executes a command on the version of a submission that the caller has seen. */
    @WriteOperation
    SubmissionDescription execute(
            @Selector String id, SubmissionCommand command, long version, String reason, SecurityContext caller) {
        UUID uuid = uuid(id);
        Intervention by = EndpointCaller.intervention(caller, reason);
        return SubmissionDescription.of(
                switch (command) {
                    case CANCEL -> submissions.cancel(uuid, version, by);
                    case RETRY -> submissions.retry(uuid, version, by);
                    case RESOLVE_NOW -> submissions.resolveNow(uuid, version, by);
                    case RESUBMIT -> submissions.resubmit(uuid, version, by);
                    case CLOSE -> submissions.close(uuid, version, by);
                });
    }

    /** Erases a customer. The command is named, so that a body for another path erases nothing. */
    @WriteOperation
    ErasureDescription executeForCustomer(
            CustomerCommand command, String client, String entityCustomerId, String reason, SecurityContext caller) {
        return switch (command) {
            case ERASE ->
                ErasureDescription.of(
                        submissions.erase(client, entityCustomerId, EndpointCaller.intervention(caller, reason)));
        };
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The id of a submission is a UUID");
        }
    }

    /** What can be done to all submissions of a customer. */
    enum CustomerCommand {
        /** Cancels what is queued, and erases records, notes and identifiers. */
        ERASE
    }

    /**
     * A page.
     *
     * @param submissions the submissions
     * @param next the parameter {@code after} of the next page; null for the last page
     */
    record SubmissionsDescription(
            List<SubmissionDescription> submissions,
            @Nullable String next) {
        static SubmissionsDescription of(List<KycSubmission> submissions, @Nullable String next) {
            return new SubmissionsDescription(
                    submissions.stream().map(SubmissionDescription::of).toList(), next);
        }
    }

    /**
     * A submission and what happened to it.
     *
     * @param submission the submission
     * @param history its entries, the oldest first
     */
    record SubmissionHistory(SubmissionDescription submission, List<EventDescription> history)
            implements OperationResponseBody {}

    /**
     * Progress of an erasure.
     *
     * @param erased number of the customer's submissions that are erased
     * @param pending number of those that are erased when they have ended
     * @param complete whether nothing of the customer is left
     */
    record ErasureDescription(int erased, int pending, boolean complete) implements OperationResponseBody {
        static ErasureDescription of(Erasure erasure) {
            return new ErasureDescription(erasure.erased(), erasure.pending(), erasure.isComplete());
        }
    }
}
