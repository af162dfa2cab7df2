package io.github.kycsharing.submissions.internal.rate;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Divides the time of an access entity among the instances. Its tokens are microseconds, so that its configuration is the same for every
 * limit. Nothing is saved up: whoever reserves time gets it after the time that is reserved already, and no two reservations overlap. One
 * thread at a time.
 */
final class TimeBucket {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);
    private static final Bandwidth MICROSECONDS = Bandwidth.builder()
            .capacity(1)
            .refillGreedy(TimeUnit.SECONDS.toMicros(1), Duration.ofSeconds(1))
            .build();

    private final LongSupplier nanoTime;
    private final @Nullable DataSource database;
    private final Bucket bucket;
    private long databaseAhead;
    private long lastReading;

    private TimeBucket(LongSupplier nanoTime, @Nullable DataSource database, String table, String bizEntityKey) {
        this.nanoTime = nanoTime;
        this.database = database;
        TimeMeter meter = new DatabaseMeter();
        this.bucket = database == null
                ? Bucket.builder()
                        .addLimit(MICROSECONDS)
                        .withCustomTimePrecision(meter)
                        .build()
                : Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .table(table)
                        .clientClock(meter)
                        .requestTimeout(STATEMENT_TIMEOUT)
                        .build()
                        .getProxy(
                                bizEntityKey,
                                () -> BucketConfiguration.builder()
                                        .addLimit(MICROSECONDS)
                                        .build());
    }

    /** The time of this process alone. */
    static TimeBucket local(LongSupplier nanoTime) {
        return new TimeBucket(nanoTime, null, "", "");
    }

    /** The time that all instances with this table share. */
    static TimeBucket shared(LongSupplier nanoTime, DataSource postgresql, String table, String bizEntityKey) {
        return new TimeBucket(nanoTime, postgresql, table, bizEntityKey);
    }

    /**
     * Reserves time.
     *
     * @return its beginning, by {@code nanoTime}
     * @throws RuntimeException if the database fails; the time may be reserved, and nothing is sent in it
     */
    long reserve(long nanos) {
        if (database != null) {
            databaseAhead = ahead(database);
        }
        long untilEnd = bucket.consumeIgnoringRateLimits(Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos)));
        return lastReading + untilEnd - nanos;
    }

    /**
     * How far the database's clock is ahead of this process's. Read each time: a wrong clock of one machine would otherwise put the shared
     * bucket into the future for all.
     */
    private long ahead(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) STATEMENT_TIMEOUT.toSeconds());
            long before = nanoTime.getAsLong();
            try (ResultSet result = statement.executeQuery("select clock_timestamp()")) {
                result.next();
                Instant time = result.getObject(1, OffsetDateTime.class).toInstant();
                long after = nanoTime.getAsLong();
                return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano() - before - (after - before) / 2;
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database's time cannot be read", e);
        }
    }

    /** The bucket reads the time once per reservation, after it has locked its row. */
    private final class DatabaseMeter implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            lastReading = nanoTime.getAsLong();
            return lastReading + databaseAhead;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
