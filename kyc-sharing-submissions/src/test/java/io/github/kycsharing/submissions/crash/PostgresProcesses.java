package io.github.kycsharing.submissions.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processes of a PostgreSQL on this machine. */
final class PostgresProcesses {
    private final long postmaster;

    PostgresProcesses(DataSource dataSource) {
        String directory = JdbcClient.create(dataSource)
                .sql("show data_directory")
                .query(String.class)
                .single();
        try {
            postmaster = Long.parseLong(
                    Files.readAllLines(Path.of(directory, "postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        Signals.send("STOP", List.of(postmaster)); // first, so that it starts no other one
        Signals.send("STOP", all());
    }

    void resume() {
        Signals.send("CONT", all());
    }

    List<Long> all() {
        return Stream.concat(
                        Stream.of(postmaster),
                        ProcessHandle.of(postmaster).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
    }
}
