package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.delivery.DeliveryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/durable-submissions.md names every state and command, and properties that exist. */
class DurableSubmissionsPageTest {
    private static final Path ROOT = Path.of("..");

    private final String page = read("docs/durable-submissions.md");

    @Test
    void describesEveryStateAndWhetherItIsTerminal() {
        assertThat(rows("States"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(SubmissionState.values()).map(Enum::name).toList());
        for (SubmissionState state : SubmissionState.values()) {
            String next = row(section("States"), state.name());
            next = next.substring(next.lastIndexOf("| ", next.length() - 3) + 2);
            assertThat(next.startsWith("terminal")).as(state.name()).isEqualTo(state.isTerminal());
            assertThat(next.startsWith("a person")).as(state.name()).isEqualTo(state.needsPerson());
        }
    }

    @Test
    void describesEveryStateOfALane() {
        assertThat(rows("Lanes"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(KycLane.State.values()).map(Enum::name).toList());
    }

    @Test
    void describesEveryCommandAndItsStates() {
        String section = section("Commands");
        assertThat(rows("Commands"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SubmissionCommand.values())
                        .map(DurableSubmissionsPageTest::method)
                        .toList());
        for (SubmissionCommand command : SubmissionCommand.values()) {
            String allowedIn = row(section, method(command)).split("\\|", -1)[2];
            for (SubmissionState state : SubmissionState.values()) {
                assertThat(allowedIn.contains("`" + state + "`"))
                        .as("%s in %s", command, state)
                        .isEqualTo(command.isAllowedIn(state, Evidence.NONE));
            }
        }
    }

    @Test
    void namesOnlyPropertiesThatExist() {
        String configuration = read("docs/configuration.md");
        List<String> named = Pattern.compile("`(kyc-sharing\\.[a-z.-]+)")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(4).allMatch(name -> configuration.contains("| `" + name + "` |"));
    }

    @Test
    void statesTheDefaults() {
        DeliveryPolicy defaults = DeliveryPolicy.DEFAULTS;
        assertThat(page)
                .contains("The default of " + defaults.window() + " gives " + defaults.window() * 2 + " calls a second")
                .contains("within `claim` (" + defaults.claim().toSeconds() + " s)");
    }

    @Test
    void dependencyIsTheModuleInTheVersionOfThePom() {
        String version = Pattern.compile("<version>(.*?)</version>")
                .matcher(read("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(page).contains("""
                <dependency>
                  <groupId>io.github.kycsharing</groupId>
                  <artifactId>kyc-sharing-submissions</artifactId>
                  <version>%s</version>
                </dependency>
                """.formatted(version));
    }

    private static String method(SubmissionCommand command) {
        String[] words = command.name().toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** The first cells of the rows of a section's table that are code. */
    private List<String> rows(String heading) {
        return Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(section(heading))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String row(String section, String name) {
        return section.lines()
                .filter(line -> line.startsWith("| `" + name + "` |"))
                .findFirst()
                .orElseThrow();
    }

    private String section(String heading) {
        int start = page.indexOf("\n## " + heading + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end);
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
