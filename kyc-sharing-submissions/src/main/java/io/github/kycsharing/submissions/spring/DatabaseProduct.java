package io.github.kycsharing.submissions.spring;

import java.sql.DatabaseMetaData;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** The databases that submissions can be stored in. */
enum DatabaseProduct {
    POSTGRESQL("postgresql"),
    H2_PERSISTENT("h2"),
    H2_IN_MEMORY("h2");

    private final String platform;

    DatabaseProduct(String platform) {
        this.platform = platform;
    }

    /** Part of the name of its script. */
    String platform() {
        return platform;
    }

    static DatabaseProduct of(DataSource dataSource) {
        String name;
        String url;
        try {
            name = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
            url = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
        } catch (MetaDataAccessException e) {
            throw new SubmissionSetupException(
                    "The database of the submissions cannot be reached: " + failure(e) + ".",
                    "Check the data source and its database, or set kyc-sharing.submissions.enabled=false.");
        }
        return switch (String.valueOf(name)) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> String.valueOf(url).toLowerCase(Locale.ROOT).contains("mem:") ? H2_IN_MEMORY : H2_PERSISTENT;
            default ->
                throw new SubmissionSetupException(
                        "Submissions cannot be stored in a database of the product " + name + ".",
                        "Use PostgreSQL or H2. Of several data sources, qualify the one to use with"
                                + " @KycSharingDataSource. Or set kyc-sharing.submissions.enabled=false.");
        };
    }

    /** The type only, since the message of a driver may quote its URL. */
    private static String failure(MetaDataAccessException e) {
        Throwable cause = e.getCause();
        return (cause == null ? e : cause).getClass().getSimpleName();
    }
}
