package io.github.kycsharing.submissions.spring;

import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The version of the tables that this version of the module works with. */
final class SchemaVersion {
    static final int VERSION = 1;

    private static final String SCRIPT = "Set kyc-sharing.submissions.initialize-schema=always, or run the script"
            + " io/github/kycsharing/submissions/schema-%s.sql of the module, with ${prefix} replaced by %s.";

    private SchemaVersion() {}

    /** Refuses missing tables and tables of another version. */
    static void require(SubmissionDatabase database) {
        String table = database.prefix() + "schema_version";
        List<Integer> versions;
        try {
            versions = JdbcClient.create(database.dataSource())
                    .sql("select version from " + table)
                    .query(Integer.class)
                    .list();
            JdbcClient.create(database.dataSource())
                    .sql("select count(*) from " + database.prefix() + "submission where 1 = 0")
                    .query(Long.class)
                    .single();
        } catch (DataAccessException e) {
            throw new SubmissionSetupException(
                    "The database lacks tables of the submissions, or they cannot be read: see " + table + ".",
                    script(database));
        }
        if (!versions.equals(List.of(VERSION))) {
            throw new SubmissionSetupException(
                    "The tables of the submissions are of " + describe(versions) + ", and this module needs version " + VERSION
                            + ".",
                    versions.isEmpty()
                            ? script(database)
                            : "Use the version of kyc-sharing-submissions that the tables are of, or migrate them as its"
                                    + " release notes describe.");
        }
    }

    private static String script(SubmissionDatabase database) {
        return SCRIPT.formatted(database.product().platform(), database.prefix());
    }

    private static String describe(List<Integer> versions) {
        return versions.isEmpty() ? "no version" : "version " + versions.get(versions.size() - 1);
    }
}
