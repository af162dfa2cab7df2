package io.github.kycsharing.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;

/**
 * The directory of the database and its keys, if no other database is configured. Only its owner can read it. A broker's application
 * keeps its keys in a key management service or a secret store instead, and never beside the data.
 */
final class BrokerDirectory {
    private final Path path;

    private BrokerDirectory(Path path) {
        this.path = path;
    }

    /** The directory; empty if another database is configured, or while the build generates bean definitions. */
    static Optional<BrokerDirectory> of(Environment environment) {
        return Optional.ofNullable(environment.getProperty("broker.directory"))
                .filter(directory -> !Boolean.getBoolean("spring.aot.processing"))
                .map(directory ->
                        new BrokerDirectory(Path.of(directory).toAbsolutePath().normalize()))
                .filter(directory -> directory
                        .databaseUrl()
                        .equals(environment.getProperty("spring.datasource.url", directory.databaseUrl())));
    }

    /** An H2 file. Without a write delay, a commit that was acknowledged is on the disk. */
    String databaseUrl() {
        return "jdbc:h2:file:" + path.resolve("broker") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Reads a secret that only the owner can read; generates it on the first start. */
    String secret(String name, Supplier<String> generator) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(path, ownerOnly("rwx------"));
                // Written elsewhere first, so that a process that ends here leaves no half of a secret.
                Path complete = Files.createTempFile(path, name, ".new", ownerOnly("rw-------"));
                Files.writeString(complete, generator.get());
                Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Location of a secret, for a property. */
    String location(String name) {
        return path.resolve(name).toUri().toString();
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
