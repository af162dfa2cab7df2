package io.github.kycsharing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.benchmarks.Options.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the tables of the pages against their results, and the command and options of docs/performance.md. */
class PerformancePageTest {
    private static final Path ROOT = Path.of(System.getProperty("kyc-sharing.root"));

    @ParameterizedTest
    @ValueSource(strings = {"performance", "performance-java-25"})
    void tablesMatchTheResults(String name) throws Exception {
        Results results = Objects.requireNonNull(Results.read(ROOT.resolve("docs/" + name + ".json")));

        assertThat(Files.readString(ROOT.resolve("docs/" + name + ".md")))
                .contains(Page.BEGIN + Page.render(results) + Page.END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"performance", "performance-java-25"})
    void resultsDoNotIdentifyTheMachine(String name) throws Exception {
        assertThat(Files.readString(ROOT.resolve("docs/" + name + ".json")))
                .doesNotContain(ROOT.toString(), System.getProperty("user.home"));
    }

    @Test
    void commandHasThisModuleAndItsProfile() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom)
                .contains("<artifactId>kyc-sharing-benchmarks</artifactId>")
                .contains("<id>benchmarks</id>", "<phase>package</phase>", Benchmarks.class.getName())
                .contains("<benchmarks.args/>", "<benchmarks.java>");
        assertThat(page()).contains("./mvnw -pl kyc-sharing-benchmarks -am package -Pbenchmarks -DskipTests\n");
    }

    @Test
    void optionsMatchTheProgram() throws Exception {
        Options options = Options.parse();
        String parts = Arrays.stream(Part.values())
                .map(part -> "`" + part.option() + "`")
                .collect(Collectors.joining(", "));
        for (String name : Options.NAMES) {
            assertThat(page()).contains("| `" + name + "` | ");
        }
        assertThat(row("--parts")).contains("| any of " + parts + ", with commas |");
        assertThat(row("--json")).endsWith("| `" + options.json() + "` |");
        assertThat(row("--rounds")).endsWith("| " + options.rounds() + " |");
        assertThat(row("--seconds")).endsWith("| " + (int) options.seconds() + " |");
        assertThat(row("--forks")).endsWith("| " + options.forks() + " |");
    }

    private static String row(String option) throws Exception {
        return page().lines()
                .filter(line -> line.startsWith("| `" + option + "`"))
                .findFirst()
                .orElseThrow();
    }

    private static String page() throws Exception {
        return Files.readString(ROOT.resolve("docs/performance.md"));
    }
}
