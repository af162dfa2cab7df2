package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes lanes and publication after the commit: once for each entity of a transaction. */
final class LaneWake {
    private final SubmissionEngine engine;

    LaneWake(SubmissionEngine engine) {
        this.engine = engine;
    }

    void afterCommit(String bizEntityKey) {
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Wake.class::isInstance)
                .map(Wake.class::cast)
                .filter(wake -> wake.belongsTo(engine))
                .findFirst()
                .orElseGet(this::registered)
                .entities
                .add(bizEntityKey);
    }

    private Wake registered() {
        Wake wake = new Wake(engine);
        TransactionSynchronizationManager.registerSynchronization(wake);
        return wake;
    }

    private static final class Wake implements TransactionSynchronization {
        private final SubmissionEngine engine;
        private final Set<String> entities = new LinkedHashSet<>();

        Wake(SubmissionEngine engine) {
            this.engine = engine;
        }

        boolean belongsTo(SubmissionEngine other) {
            return engine == other;
        }

        @Override
        public void afterCommit() {
            entities.forEach(engine::wakeLane);
            engine.wakePublication();
        }
    }
}
