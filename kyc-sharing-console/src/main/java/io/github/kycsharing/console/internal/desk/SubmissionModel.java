package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.console.internal.web.Tone;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submission in a list.
 *
 * @param id id of this library, which is in links
 * @param requestNo number
 * @param client name of the client
 * @param state state in words
 * @param tone class of the state
 * @param customer masked customer
 * @param code code of the exchange; null if there is none
 * @param facts what is known and proven
 * @param next what to do, or what happens without a person
 * @param submittedAt when it was handed over
 */
record SubmissionModel(
        String id,
        String requestNo,
        String client,
        String state,
        String tone,
        String customer,
        @Nullable String code,
        List<String> facts,
        String next,
        TimeText submittedAt) {
    static SubmissionModel of(KycSubmission submission, Instant now) {
        return new SubmissionModel(
                submission.id().toString(),
                submission.requestNo(),
                submission.client().orElse("none"),
                Labels.of(submission.state()),
                Tone.of(submission.state()).css(),
                Masked.of(submission.customer().entityCustomerId()),
                code(submission),
                Words.evidence(submission.evidence(), submission.attempts()),
                Words.meaning(submission.state()),
                TimeText.of(submission.submittedAt(), now));
    }

    /** The code of the acceptance does not explain what came after it. */
    private static @Nullable String code(KycSubmission submission) {
        return submission
                .code()
                .filter(code ->
                        submission.state() != SubmissionState.IMPORT_FAILED || !new ExchangeCode(code).isSuccess())
                .map(Words::code)
                .orElse(null);
    }
}
