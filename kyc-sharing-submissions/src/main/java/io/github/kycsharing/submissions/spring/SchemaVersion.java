package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.store.Schema;
import java.util.OptionalInt;

/** Requires the tables of the version that this version of the module works with. */
final class SchemaVersion {
    private static final String CREATE = "Set kyc-sharing.submissions.initialize-schema=always, or run the script"
            + " io/github/kycsharing/submissions/schema-%s.sql of the module, with the prefix %s in place of kyc_sharing_.";

    private SchemaVersion() {}

    /** Refuses missing tables and tables of another version. */
    static void require(SubmissionDatabase database) {
        OptionalInt version = new Schema(database.dataSource(), database.prefix()).version();
        if (version.isEmpty()) {
            throw new SubmissionSetupException(
                    "The database lacks the tables of the submissions, or they cannot be read: " + database.prefix()
                            + "schema_version has no version.",
                    CREATE.formatted(database.product().platform(), database.prefix()));
        }
        if (version.getAsInt() != Schema.VERSION) {
            throw new SubmissionSetupException(
                    "The tables of the submissions are of version " + version.getAsInt()
                            + ", and this module needs version " + Schema.VERSION + ".",
                    "Use the version of kyc-sharing-submissions that the tables are of, or migrate them as its release notes"
                            + " describe.");
        }
    }
}
