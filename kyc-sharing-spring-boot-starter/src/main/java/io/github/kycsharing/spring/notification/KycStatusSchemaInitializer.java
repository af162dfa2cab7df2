package io.github.kycsharing.spring.notification;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/** Creates the tables of the store. */
final class KycStatusSchemaInitializer extends DataSourceScriptDatabaseInitializer {
    static final String SCRIPTS = "io/github/kycsharing/spring/notification/schema-*.sql";

    private static final String SCRIPT = "classpath:" + SCRIPTS.replace("*", "@@platform@@");

    KycStatusSchemaInitializer(DataSource dataSource, KycStatusStoreProperties properties) {
        super(
                dataSource,
                settings(
                        dataSource,
                        DatabaseInitializationMode.valueOf(
                                properties.initializeSchema().name())));
    }

    private static DatabaseInitializationSettings settings(DataSource dataSource, DatabaseInitializationMode mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(mode);
        if (mode != DatabaseInitializationMode.NEVER) {
            settings.setSchemaLocations(new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, SCRIPT));
        } else {
            settings.setSchemaLocations(List.of());
        }
        return settings;
    }
}
