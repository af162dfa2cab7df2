package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;
import reactor.core.scheduler.Schedulers;

/** Refuses a submission that would not be committed with the caller's transaction. */
public final class TransactionGuard {
    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.scheduler.Schedulers", TransactionGuard.class.getClassLoader());

    private final DataSource dataSource;

    /** Guards the tables in this data source. */
    public TransactionGuard(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Checks the surrounding transaction, if there is one.
     *
     * @throws KycSubmissionException if the caller must not write in it
     */
    public void check() {
        if (REACTOR && NonBlocking.isCurrentThread()) {
            throw refused(
                    Reason.NON_BLOCKING_THREAD,
                    "A submission is stored by a blocking call, and a reactive transaction cannot be joined. Call it on a thread that"
                            + " may block, outside the reactive transaction.");
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw refused(
                    Reason.READ_ONLY_TRANSACTION,
                    "A submission cannot be stored in a read-only transaction. Submit it in one that writes.");
        }
        if (!isOfDataSource()) {
            throw refused(
                    Reason.FOREIGN_TRANSACTION,
                    "The surrounding transaction is not one of the data source that holds the submissions, so that the submission"
                            + " would be committed without it. Use that data source's transaction manager, or submit outside.");
        }
    }

    private boolean isOfDataSource() {
        Object target = unwrap(dataSource);
        return TransactionSynchronizationManager.getResourceMap().entrySet().stream()
                .anyMatch(entry -> entry.getValue() instanceof ConnectionHolder
                        && entry.getKey() instanceof DataSource bound
                        && unwrap(bound) == target);
    }

    private static DataSource unwrap(DataSource dataSource) {
        DataSource current = dataSource;
        while (current instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
            current = delegating.getTargetDataSource();
        }
        return current;
    }

    private static KycSubmissionException refused(Reason reason, String message) {
        return new KycSubmissionException(reason, message, null, null);
    }

    /** A class of its own, which is loaded only where Reactor is present. */
    private static final class NonBlocking {
        static boolean isCurrentThread() {
            return Schedulers.isInNonBlockingThread();
        }
    }
}
