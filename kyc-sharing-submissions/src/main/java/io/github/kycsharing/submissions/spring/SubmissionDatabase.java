package io.github.kycsharing.submissions.spring;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that holds the submissions.
 *
 * @param dataSource its data source, as its transaction manager binds it to a thread
 * @param transactionManager the transaction manager of this data source
 * @param product what kind of database it is
 */
record SubmissionDatabase(DataSource dataSource, PlatformTransactionManager transactionManager, DatabaseProduct product) {
    /** Joins the caller's transaction, or opens one. */
    TransactionTemplate transactions() {
        return new TransactionTemplate(transactionManager);
    }

    /** Refuses an H2 file that acknowledges commits before they are on disk: its default is to write after half a second. */
    void requireDurableCommits() {
        if (product != DatabaseProduct.H2_PERSISTENT) {
            return;
        }
        // The delay in force, and the one that was set once and is not in force after the next start: both must be zero.
        List<String> delays = JdbcClient.create(dataSource)
                .sql("select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")
                .query(String.class)
                .list();
        if (delays.isEmpty() || !delays.stream().allMatch("0"::equals)) {
            throw new SubmissionSetupException(
                    "The H2 database of the submissions writes commits to its file with a delay, so that a crash loses records"
                            + " that were acknowledged.",
                    "Add ;WRITE_DELAY=0 to the URL of the data source, or use PostgreSQL.");
        }
    }
}
