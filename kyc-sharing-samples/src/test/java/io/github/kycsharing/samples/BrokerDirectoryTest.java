package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class BrokerDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        BrokerDirectory directory = of(new MockEnvironment());

        directory.secret("key", () -> "k1");

        Path path = parent.resolve("broker");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("key"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files).containsExactly(path.resolve("key"));
        }
    }

    @Test
    void generatesASecretOnce() {
        assertThat(of(new MockEnvironment()).secret("key", () -> "k1")).isEqualTo("k1");
        assertThat(of(new MockEnvironment()).secret("key", () -> "k2")).isEqualTo("k1");
    }

    @Test
    void isNotUsedWithAnotherDatabase() {
        MockEnvironment environment =
                environment(new MockEnvironment()).withProperty("spring.datasource.url", "jdbc:postgresql:broker");

        assertThat(BrokerDirectory.of(environment)).isEmpty();
        assertThat(parent).isEmptyDirectory();
    }

    private BrokerDirectory of(MockEnvironment environment) {
        return BrokerDirectory.of(environment(environment)).orElseThrow();
    }

    private MockEnvironment environment(MockEnvironment environment) {
        return environment.withProperty(
                "broker.directory", parent.resolve("broker").toString());
    }
}
