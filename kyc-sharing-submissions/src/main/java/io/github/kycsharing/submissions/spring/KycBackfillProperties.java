package io.github.kycsharing.submissions.spring;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The back-fill that a start of the application runs instead of serving. Any of name, client, file, dry-run and wait makes it one.
 *
 * @param name Name of the back-fill: 1 to 64 letters, digits, dots, dashes and underscores. The same name continues an earlier run.
 * @param client Name of the client that delivers it. By default the only one.
 * @param file File with the records.
 * @param format Format of the file. By default, a name that ends with .csv means CSV, any other one JSON lines.
 * @param columns Fields by header of a CSV file, for headers that are not the names of fields; an empty text leaves a column out.
 * @param dryRun Whether to validate only: nothing is stored or sent.
 * @param waitUntilEnd Whether to wait until each submission has a terminal state.
 * @param timeWindow Hours of the day in which the rows are delivered, such as 22:00-06:00. All hours by default.
 * @param zone Time zone of the time window.
 * @param reportDirectory Directory of the report on invalid rows.
 */
@ConfigurationProperties("kyc-sharing.backfill")
record KycBackfillProperties(
        @Nullable String name,
        @Nullable String client,
        @Nullable Path file,
        @Nullable Format format,
        @DefaultValue Map<String, String> columns,
        @DefaultValue("false") boolean dryRun,
        @Name("wait") @DefaultValue("false") boolean waitUntilEnd,
        @Nullable String timeWindow,
        @DefaultValue("UTC") String zone,
        @DefaultValue(".") Path reportDirectory) {
    /** Format of a file. */
    enum Format {
        /** One JSON object in a line. */
        JSONL,
        /** Comma-separated values with a header. */
        CSV
    }
}
