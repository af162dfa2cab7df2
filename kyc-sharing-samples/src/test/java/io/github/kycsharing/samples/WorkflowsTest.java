package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Checks the workflows of the build server, and the scripts that they start. */
class WorkflowsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern USES = Pattern.compile("(?m)uses: (.*)$");
    private static final Pattern SCRIPT = Pattern.compile("(?m)run: (?:>-\\s+)?(\\.ci/[a-z-]+)");

    @TempDir
    private Path directory;

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            List<Path> workflows = files.toList();
            assertThat(workflows).hasSizeGreaterThanOrEqualTo(3);
            return workflows;
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsAreCommitsWithTheirVersion(Path workflow) throws IOException {
        assertThat(USES.matcher(Files.readString(workflow)).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w-]+/[\\w/.-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void readsOnlyUnlessAJobNeedsMore(Path workflow) throws IOException {
        Object permissions = ((Map<?, ?>) new Yaml().load(Files.readString(workflow))).get("permissions");
        assertThat(permissions).hasToString("{contents=read}");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void scriptsExist(Path workflow) throws IOException {
        assertThat(SCRIPT.matcher(Files.readString(workflow)).results().map(match -> ROOT.resolve(match.group(1))))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(script).isExecutable());
    }

    @Test
    void onePinnedCommitForEachAction() throws IOException {
        Stream<String> actions = workflows().stream()
                .flatMap(workflow -> USES.matcher(read(workflow)).results())
                .map((MatchResult match) -> match.group(1))
                .distinct();
        // codeql-action/init and /analyze are one repository.
        assertThat(actions.map(action -> action.replaceFirst("^([\\w-]+/[\\w-]+)[^@]*", "$1"))
                        .distinct()
                        .map(action -> action.replaceFirst("@.*", "")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void releaseNotesAreTheSectionOfTheVersion() throws Exception {
        Path changelog = directory.resolve("CHANGELOG.md");
        Files.writeString(changelog, """
                # Changelog

                ## [Unreleased]

                ## [0.2.0] - 2027-01-01

                ### Added

                - A [call](docs/a.md).

                ## [0.1.0] - 2026-12-01

                - The first one.

                [0.2.0]: https://example.com
                """);
        assertThat(notes("0.2.0", changelog)).isEqualTo("""
                ### Added

                - A [call](https://github.com/kyc-sharing/kyc-sharing/blob/v0.2.0/docs/a.md).
                """);
        assertThat(notes("0.1.0", changelog)).isEqualTo("- The first one.\n");
        assertThat(notes("Unreleased", changelog)).isEqualTo("CHANGELOG.md has no notes of Unreleased\n");
        assertThat(notes("0.3.0", changelog)).isEqualTo("CHANGELOG.md has no notes of 0.3.0\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void changelogHasNotesOfThisVersion() throws Exception {
        assertThat(notes("Unreleased", ROOT.resolve("CHANGELOG.md"))).contains("### Added");
    }

    private static String notes(String version, Path changelog) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash", ROOT.resolve(".ci/release-notes").toString(), version, changelog.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(output.startsWith("CHANGELOG.md has no") ? 1 : 0);
        return output;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
