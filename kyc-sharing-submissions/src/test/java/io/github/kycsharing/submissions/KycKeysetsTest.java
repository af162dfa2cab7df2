package io.github.kycsharing.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KycKeysetsTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return KycKeysets.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String error() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    private String store() throws IOException {
        return Files.writeString(directory.resolve("keyset.json"), output()).toString();
    }

    private List<String> keys(String file) {
        assertThat(run("list", file)).isZero();
        return output().lines().toList();
    }

    @Test
    void generatedKeysetRotatesInOneStepOrInTwo() throws IOException {
        assertThat(run("generate")).isZero();
        String first = keys(store()).get(0).replace(" primary", "");
        String file = directory.resolve("keyset.json").toString();

        assertThat(run("rotate", file)).isZero();
        List<String> rotated = keys(store());
        assertThat(rotated).hasSize(2).startsWith(first);
        assertThat(rotated.get(1)).endsWith(" primary");

        assertThat(run("add", file)).isZero();
        List<String> added = keys(store());
        assertThat(added).hasSize(3).startsWith(rotated.get(0), rotated.get(1));

        assertThat(run("promote", file)).isZero();
        List<String> promoted = keys(store());
        assertThat(promoted.get(2)).isEqualTo(added.get(2) + " primary");

        assertThat(run("remove", file, first)).isZero();
        assertThat(keys(store())).hasSize(2).doesNotContain(first);
    }

    @Test
    void refusedCommandsSayWhyAndQuoteNoKeyset() throws IOException {
        String file =
                Files.writeString(directory.resolve("broken.json"), "CANARY").toString();

        for (String[] arguments :
                new String[][] {{}, {"generate", "x"}, {"rotate"}, {"melt", file}, {"remove", file}}) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(error()).startsWith("Usage: ");
        }
        assertThat(run("rotate", file)).isEqualTo(2);
        assertThat(error()).startsWith("The keyset cannot be read").doesNotContain("CANARY");
        assertThat(run("rotate", file + ".absent")).isEqualTo(2);
        assertThat(error()).startsWith("The file cannot be read: ");
        assertThat(run("remove", file, "first")).isEqualTo(2);
        assertThat(error()).startsWith("A key id is a number");
        assertThat(output()).isEmpty();
    }

    @Test
    void keysetsOfCodeDifferAndRotate() {
        String keyset = KycKeysets.generate();

        assertThat(KycKeysets.generate()).isNotEqualTo(keyset);
        assertThat(KycKeysets.rotate(keyset)).isNotEqualTo(keyset);
        assertThatThrownBy(() -> KycKeysets.rotate("CANARY"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("CANARY");
    }
}
