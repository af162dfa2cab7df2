package io.github.kycsharing.spring.notification;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells at start-up what to add or set, in place of a stack trace. */
final class KycStatusSetupFailureAnalyzer extends AbstractFailureAnalyzer<KycStatusSetupException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KycStatusSetupException cause) {
        return new FailureAnalysis(cause.problem(), cause.action(), cause);
    }
}
