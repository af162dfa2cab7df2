package io.github.kycsharing.submissions.internal.engine;

import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Corrects the clock by the database's time. */
final class ClockCorrection {
    private static final int SAMPLES = 3;

    private final DataSource dataSource;
    private final boolean postgresql;
    private final DatabaseClock clock;

    ClockCorrection(DataSource dataSource, boolean postgresql, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.postgresql = postgresql;
        this.clock = clock;
    }

    /** Reads the time several times on a connection of its own; the quickest reading, less half its round trip, counts. */
    void correct() {
        String sql = postgresql ? "select clock_timestamp()" : "select current_timestamp";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < SAMPLES; i++) {
                long before = System.nanoTime();
                Instant time = read(statement, sql);
                if (!connection.getAutoCommit()) {
                    connection.rollback(); // H2's current_timestamp is the transaction's
                }
                long roundTrip = System.nanoTime() - before;
                if (roundTrip < quickest) {
                    quickest = roundTrip;
                    clock.correct(time.plusNanos(roundTrip / 2));
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database's time cannot be read", e);
        }
    }

    private static Instant read(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
