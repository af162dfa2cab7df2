package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
    private static final Path ROOT = root();

    @Test
    void sourcesAndPagesUseNoBannedWord() throws IOException {
        Vocabulary vocabulary = Vocabulary.of(ROOT);

        assertThat(vocabulary.files())
                .hasSizeGreaterThan(50)
                .contains(
                        Path.of("kyc-sharing-test/src/main/java/io/github/kycsharing/test/KycExchangeSimulator.java"));
        assertThat(vocabulary.violations()).isEmpty();
    }

    @Test
    void findsAPlantedWord(@TempDir Path directory) throws IOException {
        copyLists(directory);
        plant(
                directory,
                "module/src/Planted.java",
                "/** The client\n * is told the status. */ int LEAST_SIZE; int atoll;\n");
        plant(directory, "page.md", "Settle the outcome.\n");
        plant(directory, "a.properties", "a=untried\n");
        plant(directory, "a.yml", "a: COME_AGAIN_SECONDS\n");
        plant(directory, "pom.xml", "<!-- asks -->\n");
        plant(directory, "Names.java", "void isToldOf() {} void asksTheServer() {} boolean isSettled; Tasks masks;\n");

        assertThat(Vocabulary.of(directory).violations())
                .hasSize(9)
                .anyMatch(violation -> violation.contains("Planted.java:2: \"told\", instead: "))
                .anyMatch(violation -> violation.contains("Planted.java:2: \"LEAST_SIZE\", instead: MIN_"))
                .anyMatch(violation -> violation.contains("page.md:1: \"Settle\""))
                .anyMatch(violation -> violation.contains("a.properties:1: \"untried\", instead: notAttempted"))
                .anyMatch(violation -> violation.contains("a.yml:1: \"COME_AGAIN_SECONDS\""))
                .anyMatch(violation -> violation.contains("pom.xml:1: \"asks\""))
                .anyMatch(violation -> violation.contains("Names.java:1: \"isToldOf\""))
                .anyMatch(violation -> violation.contains("Names.java:1: \"asksTheServer\""))
                .anyMatch(violation -> violation.contains("Names.java:1: \"isSettled\""));
    }

    @Test
    void permitsAWordInTheExceptedFilesOnly(@TempDir Path directory) throws IOException {
        copyLists(directory);
        plant(directory, "docs/rules.md", "An answer, and nobody else.\n");
        plant(directory, "docs/delivery.md", "An answer.\n");

        assertThat(Vocabulary.of(directory).violations())
                .hasSize(2)
                .anyMatch(violation -> violation.contains("rules.md:1: \"nobody\""))
                .anyMatch(violation -> violation.contains("delivery.md:1: \"answer\""));
    }

    @Test
    void leavesOutExceptionsAndBuildOutput(@TempDir Path directory) throws IOException {
        copyLists(directory);
        plant(
                directory,
                "kyc-sharing-test/src/main/java/io/github/kycsharing/test/QuestionnaireRules.java",
                "// answered\n");
        plant(directory, "docs/rules.md", "answered\n");
        plant(directory, "module/target/Generated.java", "// told\n");
        plant(directory, "module/src/rules/Other.java", "// answered\n");

        assertThat(Vocabulary.of(directory).violations())
                .singleElement()
                .asString()
                .contains("Other.java:1");
    }

    @Test
    void refusesAnEntryWithoutReplacement(@TempDir Path directory) throws IOException {
        plant(directory, "config/vocabulary/exceptions.txt", "");
        plant(directory, "config/vocabulary/banned-words.txt", "word\n");

        assertThatThrownBy(() -> Vocabulary.of(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("word");
    }

    private static void copyLists(Path directory) throws IOException {
        for (String list : new String[] {"config/vocabulary/banned-words.txt", "config/vocabulary/exceptions.txt"}) {
            plant(directory, list, Files.readString(ROOT.resolve(list)));
        }
    }

    private static void plant(Path directory, String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = Objects.requireNonNull(directory.getParent(), "a directory with mvnw");
        }
        return directory;
    }
}
