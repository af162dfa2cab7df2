package io.github.kycsharing.console.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports at start-up what to add or set, in place of a stack trace. */
final class ConsoleSetupFailureAnalyzer extends AbstractFailureAnalyzer<ConsoleSetupException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConsoleSetupException cause) {
        return new FailureAnalysis(cause.problem(), cause.action(), cause);
    }
}
