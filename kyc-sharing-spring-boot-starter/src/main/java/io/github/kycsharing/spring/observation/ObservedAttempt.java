package io.github.kycsharing.spring.observation;

import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.AttemptReport;
import io.micrometer.observation.Observation;
import java.util.Map;
import java.util.Optional;

/** The observation of one attempt. */
final class ObservedAttempt implements AttemptObservation {
    private final KycSharingAttemptContext context;
    private final Observation observation;
    private final Observation.Scope scope;
    private boolean closed;

    ObservedAttempt(KycSharingAttemptContext context, Observation observation) {
        this.context = context;
        this.observation = observation;
        this.scope = observation.openScope();
    }

    @Override
    public Map<String, String> headers() {
        return context.headers();
    }

    @Override
    public void onCompleted(AttemptReport report) {
        context.report(report);
        close();
    }

    Optional<AttemptReport> report() {
        return context.getReport();
    }

    void close() {
        if (!closed) {
            closed = true;
            scope.close();
            observation.stop();
        }
    }
}
