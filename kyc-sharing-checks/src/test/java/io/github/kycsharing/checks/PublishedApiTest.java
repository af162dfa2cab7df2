package io.github.kycsharing.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails on each change of the API, so that none is made by accident. */
class PublishedApiTest {
    private static final String WRITE = "kyc-sharing.api.write";

    static List<String> modules() throws Exception {
        return PublishedModules.withJar();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void apiIsAsRecorded(String module) throws Exception {
        Path file = PublishedModules.ROOT.resolve(module).resolve("src/test/resources/api-signatures.txt");
        List<String> actual = signatures(module);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", actual) + "\n");
        }

        List<String> recorded = Files.exists(file) ? Files.readAllLines(file) : List.of();
        List<String> before = withTypes(recorded);
        List<String> after = withTypes(actual);
        assertThat(before.stream().filter(line -> !after.contains(line)))
                .as("no longer in the API of %s; record it with -D%s=true if it is intended", module, WRITE)
                .isEmpty();
        assertThat(after.stream().filter(line -> !before.contains(line)))
                .as("new in the API of %s; record it with -D%s=true if it is intended", module, WRITE)
                .isEmpty();
    }

    /** A member alone does not say whose it is. */
    private static List<String> withTypes(List<String> lines) {
        List<String> result = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            boolean member = line.startsWith(" ");
            type = member ? type : line;
            result.add(member ? type + line : line);
        }
        return result;
    }

    private static List<String> signatures(String module) throws IOException {
        Path entry = classPathEntry(module);
        if (Files.isDirectory(entry)) {
            return signatures(entry, module);
        }
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
            return signatures(jar.getPath("/"), module);
        }
    }

    private static List<String> signatures(Path directory, String module) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<String> names = files.map(
                            file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith("io/github/kycsharing/") && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> !name.endsWith("package-info"))
                    .sorted()
                    .toList();
            assertThat(names).as("classes of %s", module).isNotEmpty();
            return names.stream()
                    .map(PublishedApiTest::load)
                    .flatMap(type -> ApiSignatures.of(type).stream())
                    .toList();
        }
    }

    /** A directory in a build of all modules up to the tests, a jar otherwise. */
    private static Path classPathEntry(String module) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.endsWith(Path.of(module, "target", "classes"))
                        || path.getFileName().toString().matches(module + "-\\d.*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(module + " is not a dependency of this module"));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublishedApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }
}
