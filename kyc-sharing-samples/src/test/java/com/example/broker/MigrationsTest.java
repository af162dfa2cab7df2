package com.example.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
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
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

/** Creates the tables by Flyway and by Liquibase, with the configuration of docs/durable-submissions.md. */
class MigrationsTest {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @TempDir
    private Path directory;

    private List<String> yaml = List.of();
    private String script = "";

    @BeforeEach
    void readPageAndScript() throws IOException {
        yaml = Pattern.compile("(?ms)^```yaml\n(.*?)^```$")
                .matcher(Files.readString(Path.of("../docs/durable-submissions.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        try (InputStream resource = Objects.requireNonNull(KycSubmissions.class.getResourceAsStream("schema-h2.sql"))) {
            script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void startsOnTablesOfFlyway() throws IOException {
        Files.writeString(directory.resolve("V1__kyc_sharing.sql"), script);
        Object prefix = new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.get(1).getBytes(StandardCharsets.UTF_8)))
                .get(0)
                .getProperty("spring.flyway.placeholders.prefix");
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("filesystem:" + directory)
                .placeholders(Map.of("prefix", String.valueOf(prefix)))
                .load()
                .migrate();

        assertStarts();
    }

    @Test
    void startsOnTablesOfLiquibase() throws Exception {
        Files.createDirectories(directory.resolve("db/changelog"));
        Files.writeString(directory.resolve("db/changelog/kyc-sharing-1.sql"), script);
        Files.writeString(directory.resolve("changelog.yaml"), yaml.get(2));
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            Scope.child(
                    Map.of(
                            Scope.Attr.resourceAccessor.name(),
                            new DirectoryResourceAccessor(directory),
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
