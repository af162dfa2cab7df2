package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** docs/reconciliation.md shows what is shipped, and names what there is. */
class ReconciliationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reconciliation.md");

    private final String page = read(PAGE);

    @Test
    void showsTheScriptThatIsShipped() {
        assertThat(blocks("sql")).containsExactly(script("postgresql"));
        assertThat(page)
                .contains("`" + KycStatusSchemaInitializer.SCRIPTS.replace("*", "postgresql") + "`")
                .contains("`schema-h2.sql`");
    }

    @Test
    void showsTheSameTablesForAllDatabases() {
        Pattern index = Pattern.compile("create index[^;]*;");
        assertThat(index.matcher(script("h2")).replaceAll(""))
                .isEqualTo(index.matcher(script("postgresql")).replaceAll(""));
    }

    @Test
    void showsPropertiesThatCanBeSetAndTheirDefaults() throws IOException {
        Binder binder = binder(blocks("yaml").get(0));
        KycReconciliationProperties shown = binder.bind("kyc-sharing.reconciliation", KycReconciliationProperties.class)
                .get();
        KycReconciliationProperties defaults = binder("kyc-sharing.reconciliation.enabled: true")
                .bind("kyc-sharing.reconciliation", KycReconciliationProperties.class)
                .get();
        assertThat(shown).isEqualTo(defaults);
        assertThat(binder.bind("kyc-sharing.status-store", KycStatusStoreProperties.class)
                        .get()
                        .initializeSchema())
                .isEqualTo(KycStatusStoreProperties.SchemaInitialization.NEVER);
    }

    @Test
    void namesOnlyPropertiesThatThereAre() {
        String configuration = read(Path.of("..", "docs", "configuration.md"));
        List<String> named = Pattern.compile("`(kyc-sharing\\.[a-z.-]+)`")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(configuration).contains("| `" + name + "` |"));
    }

    @Test
    void namesTheLockAndTheThread() {
        assertThat(page)
                .contains("`" + ShedLockReconciliationLock.NAME + "`", "`" + ReconciliationSchedule.THREAD + "1`")
                .contains("after " + KycStatusReconciler.MAX_RUN.toMinutes() + " minutes")
                .contains("for " + KycStatusReconciler.MAX_LOCK.toMinutes() + " minutes at most");
    }

    @Test
    void showsTheVersionOfShedLockThatTheBuildTests() {
        assertThat(read(Path.of("..", "pom.xml")))
                .contains(blocks("xml")
                        .get(0)
                        .lines()
                        .filter(line -> line.contains("<version>"))
                        .map(line -> line.strip().replace("version>", "shedlock.version>"))
                        .findFirst()
                        .orElseThrow());
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static Binder binder(String yaml) throws IOException {
        PropertySource<?> source = new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment);
    }

    private static String script(String platform) {
        String name = "schema-" + platform + ".sql";
        try (InputStream text = Objects.requireNonNull(KycStatusStore.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
