package io.github.kycsharing.submissions.internal.store;

import java.sql.DatabaseMetaData;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Differences between the databases. */
public final class Dialect {
    private Dialect() {}

    /** Whether the database is PostgreSQL; the other one is H2. */
    public static boolean isPostgresql(DataSource dataSource) {
        try {
            return "PostgreSQL"
                    .equals(JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName));
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("The database is not available", e);
        }
    }
}
