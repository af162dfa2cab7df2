package io.github.kycsharing.submissions.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports at start-up what to add or set, in place of a stack trace. */
final class SubmissionSetupFailureAnalyzer extends AbstractFailureAnalyzer<SubmissionSetupException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SubmissionSetupException cause) {
        return new FailureAnalysis(cause.problem(), cause.action(), cause);
    }
}
