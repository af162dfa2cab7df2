package io.github.kycsharing.submissions.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The tables of the module: creates them, and reads their version. */
public final class Schema {
    /** Version that this library works with. */
    public static final int VERSION = 1;

    private static final String SCRIPTS = "/io/github/kycsharing/submissions/schema-";
    private static final String DEFAULT_PREFIX = "kyc_sharing_";
    /** Number of a lock of PostgreSQL: two instances that create the tables at once would fail. */
    private static final long CREATION_LOCK = 5_943_270_114L;

    private final DataSource dataSource;
    private final String prefix;
    private final boolean postgresql;

    /** The tables with this prefix. */
    public Schema(DataSource dataSource, String prefix) {
        this.dataSource = dataSource;
        this.prefix = prefix;
        this.postgresql = Dialect.isPostgresql(dataSource);
    }

    /** Creates the tables that are missing. */
    public void create() {
        ResourceDatabasePopulator script = new ResourceDatabasePopulator(
                new ByteArrayResource(script(postgresql, prefix).getBytes(StandardCharsets.UTF_8)));
        new JdbcTemplate(dataSource).execute((java.sql.Connection connection) -> {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            if (postgresql) {
                session.queryForList("select pg_advisory_lock(" + CREATION_LOCK + ")");
            }
            try {
                script.populate(connection);
            } finally {
                if (postgresql) {
                    session.queryForList("select pg_advisory_unlock(" + CREATION_LOCK + ")");
                }
            }
            return true;
        });
    }

    /** Version of the tables; empty if they are missing. */
    public OptionalInt version() {
        try {
            return JdbcClient.create(dataSource)
                    .sql("select max(version) from " + prefix + "schema_version")
                    .query(Integer.class)
                    .optional()
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
        } catch (BadSqlGrammarException e) { // there is no such table
            return OptionalInt.empty();
        }
    }

    /** The script of a database, with a table prefix. */
    static String script(boolean postgresql, String prefix) {
        String name = SCRIPTS + (postgresql ? "postgresql" : "h2") + ".sql";
        try (InputStream file = Schema.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The script " + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(DEFAULT_PREFIX, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
