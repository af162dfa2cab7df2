package io.github.kycsharing.submissions.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the usage instead of a stack trace. */
final class BackfillUsageFailureAnalyzer extends AbstractFailureAnalyzer<BackfillUsageException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BackfillUsageException cause) {
        return new FailureAnalysis(cause.getMessage(), BackfillCommand.HELP, cause);
    }
}
