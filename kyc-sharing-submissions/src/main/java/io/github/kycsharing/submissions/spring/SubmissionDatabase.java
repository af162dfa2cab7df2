package io.github.kycsharing.submissions.spring;

import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that holds the submissions.
 *
 * @param dataSource its data source, as its transaction manager binds it to a thread
 * @param transactionManager the transaction manager of this data source
 * @param product the kind of database
 * @param prefix prefix of the tables
 */
record SubmissionDatabase(
        DataSource dataSource, PlatformTransactionManager transactionManager, DatabaseProduct product, String prefix) {
    /** Joins the caller's transaction, or opens one. */
    TransactionTemplate transactions() {
        return new TransactionTemplate(transactionManager);
    }
}
