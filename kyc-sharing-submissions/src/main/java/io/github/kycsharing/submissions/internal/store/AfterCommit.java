package io.github.kycsharing.submissions.internal.store;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs what must happen once for each committed change, such as a line of a log: a transaction that fails is repeated. */
public final class AfterCommit {
    private AfterCommit() {}

    /** Runs it after the commit of the current transaction, or at once if there is none. */
    public static void run(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
