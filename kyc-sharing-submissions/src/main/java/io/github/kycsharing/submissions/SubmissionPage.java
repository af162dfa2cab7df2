package io.github.kycsharing.submissions;

import java.util.List;
import java.util.Optional;

/**
 * A page of submissions, the newest first.
 *
 * @param submissions the submissions
 * @param next cursor of the next page; empty for the last page
 */
public record SubmissionPage(List<KycSubmission> submissions, Optional<String> next) {
    /** Copies the list. */
    public SubmissionPage {
        submissions = List.copyOf(submissions);
    }
}
