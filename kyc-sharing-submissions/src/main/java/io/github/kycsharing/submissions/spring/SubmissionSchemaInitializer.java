package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.spring.KycSubmissionsProperties.SchemaInitialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/** Creates the tables, with the configured prefix. */
final class SubmissionSchemaInitializer extends DataSourceScriptDatabaseInitializer {
    static final String SCRIPTS = "io/github/kycsharing/submissions/schema-*.sql";

    // Instances that start together on an empty PostgreSQL database create the tables one after the other.
    private static final String LOCK = "select pg_advisory_lock(7895395);\n";
    private static final String UNLOCK = "select pg_advisory_unlock(7895395);\n";

    private final String prefix;
    private final boolean isLocking;

    SubmissionSchemaInitializer(SubmissionDataSource dataSource, String prefix, SchemaInitialization mode) {
        super(dataSource.dataSource(), settings(dataSource.product(), mode));
        this.prefix = prefix;
        this.isLocking = dataSource.product() == DatabaseProduct.POSTGRESQL;
    }

    private static DatabaseInitializationSettings settings(DatabaseProduct product, SchemaInitialization mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(DatabaseInitializationMode.valueOf(mode.name()));
        settings.setSchemaLocations(List.of("classpath:" + SCRIPTS.replace("*", product.platform())));
        return settings;
    }

    @Override
    protected void runScripts(Scripts scripts) {
        List<Resource> prefixed = new ArrayList<>();
        scripts.forEach(script -> prefixed.add(prefixed(script)));
        super.runScripts(new Scripts(prefixed)
                .continueOnError(scripts.isContinueOnError())
                .separator(scripts.getSeparator())
                .encoding(StandardCharsets.UTF_8));
    }

    private Resource prefixed(Resource script) {
        try {
            String sql = script.getContentAsString(StandardCharsets.UTF_8).replace("${prefix}", prefix);
            String text = isLocking ? LOCK + sql + UNLOCK : sql;
            return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
