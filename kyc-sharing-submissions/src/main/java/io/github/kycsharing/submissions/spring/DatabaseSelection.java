package io.github.kycsharing.submissions.spring;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Selects the data source and its transaction manager: those with the qualifier, otherwise the only candidates. */
record DatabaseSelection(
        ObjectProvider<DataSource> qualifiedDataSource,
        ObjectProvider<DataSource> dataSources,
        ObjectProvider<PlatformTransactionManager> qualifiedTransactionManager,
        ObjectProvider<TransactionManager> transactionManagers) {
    private static final String QUALIFY =
            "Qualify the bean that is meant, and its transaction manager, with @KycSharingDataSource.";

    SubmissionDatabase select() {
        DataSource dataSource = dataSource();
        return new SubmissionDatabase(dataSource, transactionManager(dataSource), DatabaseProduct.of(dataSource));
    }

    private DataSource dataSource() {
        DataSource dataSource = unique(qualifiedDataSource, dataSources);
        if (dataSource == null) {
            throw new SubmissionSetupException(
                    "There are several data sources, and it is not known which one holds the submissions.", QUALIFY);
        }
        // Transactions are bound to its target.
        return dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null
                ? proxy.getTargetDataSource()
                : dataSource;
    }

    private PlatformTransactionManager transactionManager(DataSource dataSource) {
        PlatformTransactionManager qualified = qualifiedTransactionManager.getIfUnique();
        if (qualified != null) {
            return requireManages(qualified, dataSource);
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
                        "Several transaction managers manage the data source of the submissions.", QUALIFY));
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
                "Use a JdbcTransactionManager or JpaTransactionManager of that data source. " + QUALIFY);
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

    private static @Nullable DataSource unique(
            ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> all) {
        DataSource own = qualified.getIfUnique();
        return own == null ? all.getIfUnique() : own;
    }
}
