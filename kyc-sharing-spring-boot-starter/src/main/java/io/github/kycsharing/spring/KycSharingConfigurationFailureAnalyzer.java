package io.github.kycsharing.spring;

import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException;
import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports invalid properties and their corrections at start-up, in place of a stack trace. */
final class KycSharingConfigurationFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidKycSharingConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidKycSharingConfigurationException cause) {
        return analysis(cause.problems(), cause);
    }

    static FailureAnalysis analysis(List<Problem> problems, Throwable cause) {
        String description = problems.stream()
                .map(problem -> "    - " + problem.describe() + "\n")
                .collect(Collectors.joining(
                        "", "The KYC sharing client cannot be created from the configuration:\n\n", ""));
        String advice = problems.stream()
                .map(Problem::action)
                .distinct()
                .map(action -> "    - " + action + "\n")
                .collect(Collectors.joining(
                        "",
                        "Correct the configuration:\n\n",
                        "\nAn application that needs no client from the configuration defines a KycSharingClient bean"
                                + " of its own, or sets kyc-sharing.enabled=false."));
        return new FailureAnalysis(description, advice, cause);
    }
}
