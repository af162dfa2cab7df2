package io.github.kycsharing.submissions.spring;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The data source that holds the submissions. It is separate from its transaction manager, which may need tables that are created first.
 *
 * @param dataSource the data source, as its transaction manager binds it to a thread
 * @param product the kind of its database
 */
record SubmissionDataSource(DataSource dataSource, DatabaseProduct product) {
    static final String QUALIFY =
            "Qualify the bean that is meant, and its transaction manager, with @KycSharingDataSource.";

    /** Selects the one with the qualifier, otherwise the only or primary one. */
    static SubmissionDataSource select(ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> all) {
        DataSource own = qualified.getIfUnique();
        DataSource selected = own == null ? all.getIfUnique() : own;
        if (selected == null) {
            throw new SubmissionSetupException(
                    "There are several data sources, and none is marked as the one that holds the submissions.",
                    QUALIFY);
        }
        // Transactions are bound to its target.
        DataSource target =
                selected instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : selected;
        DataSource dataSource = target == null ? selected : target;
        return new SubmissionDataSource(dataSource, DatabaseProduct.of(dataSource));
    }
}
