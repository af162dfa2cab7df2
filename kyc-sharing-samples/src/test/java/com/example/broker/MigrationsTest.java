package com.example.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Creates the tables by Flyway and by Liquibase, with the configuration of docs/durable-submissions.md. */
class MigrationsTest {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @TempDir
    private Path directory;

    @Test
    void startsOnTablesOfFlyway() throws IOException {
        try (InputStream script = Objects.requireNonNull(KycSubmissions.class.getResourceAsStream("schema-h2.sql"))) {
            Files.copy(script, directory.resolve("V7__kyc_sharing.sql"));
        }
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("filesystem:" + directory)
                .load()
                .migrate();

        assertStarts();
    }

    @Test
    void startsOnTablesOfLiquibase() throws Exception {
        Files.writeString(directory.resolve("changelog.yaml"), changelog());
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            Scope.child(
                    Map.of(
                            Scope.Attr.resourceAccessor.name(),
                            new CompositeResourceAccessor(
                                    new DirectoryResourceAccessor(directory), new ClassLoaderResourceAccessor()),
                            Scope.Attr.ui.name(),
                            new LoggerUIService()),
                    () -> new CommandScope(UpdateCommandStep.COMMAND_NAME)
                            .addArgumentValue(
                                    DbUrlConnectionArgumentsCommandStep.DATABASE_ARG,
                                    DatabaseFactory.getInstance()
                                            .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                            .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "changelog.yaml")
                            .execute());
        }

        assertStarts();
    }

    /** The changelog of the page. */
    private static String changelog() throws IOException {
        return Pattern.compile("(?ms)^```yaml\n(databaseChangeLog:.*?)^```$")
                .matcher(Files.readString(Path.of("../docs/durable-submissions.md")))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private void assertStarts() {
        try (ConfigurableApplicationContext broker = new SpringApplicationBuilder(Broker.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.name=none", // not the configuration of the sample application
                        "--spring.datasource.url=" + url,
                        "--kyc-sharing.biz-entity-key=BROKERKEY",
                        "--kyc-sharing.secret=my-secret",
                        "--kyc-sharing.broker-type=standard",
                        "--kyc-sharing.base-url=http://127.0.0.1:1",
                        "--kyc-sharing.submissions.initialize-schema=never")) {
            assertThat(broker.getBean(KycSubmissions.class)
                            .list(SubmissionFilter.all())
                            .submissions())
                    .isEmpty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {}
}
