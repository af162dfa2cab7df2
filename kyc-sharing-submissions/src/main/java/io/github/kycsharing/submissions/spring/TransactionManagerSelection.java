package io.github.kycsharing.submissions.spring;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Selects the transaction manager of the data source: the one with the qualifier, otherwise the only one that manages it. */
record TransactionManagerSelection(
        ObjectProvider<PlatformTransactionManager> qualified, ObjectProvider<TransactionManager> transactionManagers) {
    PlatformTransactionManager select(DataSource dataSource) {
        PlatformTransactionManager own = qualified.getIfUnique();
        if (own != null) {
            return requireManages(own, dataSource);
        }
        List<TransactionManager> all = transactionManagers.orderedStream().toList();
        if (all.isEmpty()) {
            return new JdbcTransactionManager(dataSource);
        }
        List<PlatformTransactionManager> candidates = all.stream()
                .filter(PlatformTransactionManager.class::isInstance)
                .map(PlatformTransactionManager.class::cast)
                .toList();
        if (candidates.isEmpty()) {
            throw new SubmissionSetupException(
                    "There is a reactive transaction manager only, and submissions are stored in blocking transactions.",
                    "Define a JdbcTransactionManager bean of the data source, with @KycSharingDataSource.");
        }
        List<PlatformTransactionManager> matching = candidates.stream()
                .filter(candidate -> manages(candidate, dataSource))
                .toList();
        if (matching.isEmpty()) {
            throw ofAnotherDataSource();
        }
        return preferred(matching)
                .orElseThrow(() -> new SubmissionSetupException(
                        "Several transaction managers manage the data source of the submissions.",
                        SubmissionDataSource.QUALIFY));
    }

    /** The only one, or the primary one. */
    private Optional<PlatformTransactionManager> preferred(List<PlatformTransactionManager> matching) {
        if (matching.size() == 1) {
            return Optional.of(matching.get(0));
        }
        return Optional.ofNullable(transactionManagers.getIfUnique())
                .filter(PlatformTransactionManager.class::isInstance)
                .map(PlatformTransactionManager.class::cast)
                .filter(matching::contains);
    }

    private static PlatformTransactionManager requireManages(
            PlatformTransactionManager transactionManager, DataSource dataSource) {
        if (!manages(transactionManager, dataSource)) {
            throw ofAnotherDataSource();
        }
        return transactionManager;
    }

    private static SubmissionSetupException ofAnotherDataSource() {
        return new SubmissionSetupException(
                "The transaction manager does not manage the data source of the submissions, so that a submission would not be"
                        + " committed with the caller's changes.",
                "Use a JdbcTransactionManager or JpaTransactionManager of that data source. "
                        + SubmissionDataSource.QUALIFY);
    }

    /** Whether its transactions bind a connection of the data source, which holds for JDBC and for JPA. */
    private static boolean manages(PlatformTransactionManager transactionManager, DataSource dataSource) {
        TransactionTemplate transaction = new TransactionTemplate(transactionManager);
        transaction.setReadOnly(true);
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return TransactionSynchronizationManager.hasResource(dataSource);
        });
    }
}
