package io.github.kycsharing.spring.observation;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.CallOutcome;
import io.micrometer.observation.Observation;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The observation of one call. Its scope is open while the call runs, so that its log lines belong to it. */
final class ObservedCall implements CallObservation {
    private final KycSharingCallContext context;
    private final Observation observation;
    private final Observation.Scope scope;
    private final BiFunction<String, Integer, ObservedAttempt> attempts;
    private @Nullable ObservedAttempt latest;

    ObservedCall(
            KycSharingCallContext context,
            Observation observation,
            BiFunction<String, Integer, ObservedAttempt> attempts) {
        this.context = context;
        this.observation = observation;
        this.attempts = attempts;
        this.scope = observation.openScope();
    }

    @Override
    public AttemptObservation onAttemptStarted(String requestNo, int number) {
        context.requestNo(requestNo);
        ObservedAttempt attempt = attempts.apply(requestNo, number);
        latest = attempt;
        return attempt;
    }

    @Override
    public void onSuccess(String requestNo) {
        context.requestNo(requestNo);
        context.outcome(CallOutcome.ofSuccess(context.getOperation()), latestCodeName());
    }

    private @Nullable String latestCodeName() {
        return Optional.ofNullable(latest)
                .flatMap(ObservedAttempt::report)
                .flatMap(AttemptReport::code)
                .map(ExchangeCode::name)
                .orElse(null);
    }

    @Override
    public void onFailure(KycSharingException failure) {
        context.requestNo(failure.requestNo());
        context.outcome(
                CallOutcome.of(failure), failure.code().map(ExchangeCode::name).orElse(null));
        observation.error(failure);
    }

    @Override
    public void onCompleted() {
        try {
            // Open only if the attempt ended with an error that it could not report.
            Optional.ofNullable(latest).ifPresent(ObservedAttempt::close);
        } finally {
            scope.close();
            observation.stop();
        }
    }
}
