package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** A submission as the endpoint shows it: without the customer and without the key of the access entity. */
record SubmissionDescription(
        UUID id,
        @Nullable String client,
        String requestNo,
        SubmissionState state,
        Evidence evidence,
        int attempts,
        @Nullable String code,
        @Nullable UUID replaces,
        Instant submittedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        long version,
        List<SubmissionCommand> commands)
        implements OperationResponseBody {
    static SubmissionDescription of(KycSubmission submission) {
        return new SubmissionDescription(
                submission.id(),
                submission.client().orElse(null),
                submission.requestNo(),
                submission.state(),
                submission.evidence(),
                submission.attempts(),
                submission.code().orElse(null),
                submission.replaces().orElse(null),
                submission.submittedAt(),
                submission.deliveredAt().orElse(null),
                submission.endedAt().orElse(null),
                submission.updatedAt(),
                submission.version(),
                submission.commands().stream().sorted().toList());
    }
}
