package io.github.kycsharing.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionState;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts posted records for durable submission, and reports their progress. */
@RestController
class SubmissionController {
    private static final String PATH = "/kyc/submissions";

    private final Onboarding onboarding;
    private final KycSubmissions submissions;
    private final ApiKeys apiKeys;

    SubmissionController(Onboarding onboarding, KycSubmissions submissions, ApiKeys apiKeys) {
        this.onboarding = onboarding;
        this.submissions = submissions;
        this.apiKeys = apiKeys;
    }

    // Bytes and not a KycInfo: Spring's message on invalid JSON would quote the record.
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Submitted> submit(@RequestBody byte[] json, HttpServletRequest request) {
        return submit(KycSharingClients.DEFAULT_NAME, json, request);
    }

    /** Submits as the client of this name under {@code kyc-sharing.clients}. */
    @PostMapping(path = "/kyc/{client}/submissions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Submitted> submit(
            @PathVariable String client, @RequestBody byte[] json, HttpServletRequest request) {
        KycSubmission submission = onboarding.submit(client, SubmittedRecord.read(json));
        return ResponseEntity.accepted()
                .location(URI.create(request.getContextPath() + PATH + "/" + submission.id()))
                .body(new Submitted(submission.id(), submission.requestNo(), submission.state()));
    }

    @GetMapping(PATH + "/{id}")
    Progress progress(@PathVariable String id) {
        UUID known = uuid(id).orElseThrow(UnknownSubmissionException::new);
        return submissions
                .find(known)
                .map(submission -> Progress.of(submission, hasApiKey(submission), submissions.history(known)))
                .orElseThrow(UnknownSubmissionException::new);
    }

    private boolean hasApiKey(KycSubmission submission) {
        return apiKeys.isCreated(
                submission.client().orElse(""), submission.customer().brokerSubAccountId());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The response to a post. The record is stored, and not yet sent.
     *
     * @param id id of the submission, for {@code GET /kyc/submissions/{id}}
     * @param requestNo number of the request
     * @param state the state; later than QUEUED if the same record was posted before
     */
    record Submitted(UUID id, String requestNo, SubmissionState state) {}

    /**
     * State and history of a submission, without identifiers of the customer and without notes, which may be about the customer.
     *
     * @param id id of the submission
     * @param client name of the client that delivers it
     * @param requestNo number of the request
     * @param state the state
     * @param attempts number of attempts to deliver
     * @param code last code of the exchange
     * @param apiKeyCreated whether the customer has passed, and the sub account has its API key
     * @param history the changes of the state, the oldest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            UUID id,
            @Nullable String client,
            String requestNo,
            SubmissionState state,
            int attempts,
            @Nullable String code,
            boolean apiKeyCreated,
            List<Change> history) {
        static Progress of(KycSubmission submission, boolean apiKeyCreated, List<SubmissionEvent> history) {
            return new Progress(
                    submission.id(),
                    submission.client().orElse(null),
                    submission.requestNo(),
                    submission.state(),
                    submission.attempts(),
                    submission.code().orElse(null),
                    apiKeyCreated,
                    history.stream().map(Change::of).toList());
        }
    }

    /**
     * An entry of the history.
     *
     * @param at when
     * @param state the state after
     * @param attempts attempts until then
     * @param code code of the exchange
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            Instant at,
            SubmissionState state,
            int attempts,
            @Nullable String code) {
        static Change of(SubmissionEvent event) {
            return new Change(
                    event.occurredAt(),
                    event.state(),
                    event.attempts(),
                    event.code().orElse(null));
        }
    }

    /** There is no submission of this id. */
    static final class UnknownSubmissionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownSubmissionException() {
            super("There is no such submission");
        }
    }
}
