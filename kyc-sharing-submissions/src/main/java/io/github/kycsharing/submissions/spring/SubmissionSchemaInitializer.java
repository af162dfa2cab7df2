package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.store.Schema;
import io.github.kycsharing.submissions.spring.KycSubmissionsProperties.SchemaInitialization;
import java.util.List;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/** Creates the tables, before beans that depend on the initialization of the database. */
final class SubmissionSchemaInitializer extends DataSourceScriptDatabaseInitializer {
    static final String SCRIPTS = "io/github/kycsharing/submissions/schema-*.sql";

    private final String prefix;

    SubmissionSchemaInitializer(SubmissionDataSource dataSource, String prefix, SchemaInitialization mode) {
        super(dataSource.dataSource(), settings(dataSource.product(), mode));
        this.prefix = prefix;
    }

    private static DatabaseInitializationSettings settings(DatabaseProduct product, SchemaInitialization mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(DatabaseInitializationMode.valueOf(mode.name()));
        settings.setSchemaLocations(List.of("classpath:" + SCRIPTS.replace("*", product.platform())));
        return settings;
    }

    /** Runs the script with the configured prefix. */
    @Override
    protected void runScripts(Scripts scripts) {
        new Schema(getDataSource(), prefix).create();
    }
}
