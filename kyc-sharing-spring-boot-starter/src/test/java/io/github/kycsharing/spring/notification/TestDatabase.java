package io.github.kycsharing.spring.notification;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/** The databases that tests really run on. */
enum TestDatabase {
    H2("h2", "sa"),
    H2_AS_POSTGRESQL("h2", "sa"),
    POSTGRESQL("postgresql", "postgres");

    final String platform;
    final String user;

    TestDatabase(String platform, String user) {
        this.platform = platform;
        this.user = user;
    }

    /** The address of a new and empty database. */
    String create() {
        String name = name().toLowerCase(Locale.ROOT) + "_"
                + UUID.randomUUID().toString().replace("-", "");
        return switch (this) {
            case H2 -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
            case H2_AS_POSTGRESQL ->
                "jdbc:h2:mem:" + name
                        + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
            case POSTGRESQL -> Server.create(name);
        };
    }

    /** A pool with room for as many threads as the tests have, two connections each. */
    HikariDataSource connect(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMaximumPoolSize(20);
        pool.setMinimumIdle(0);
        return pool;
    }

    /** One for all tests; it ends with the process. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String create(String name) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
                return POSTGRES.getJdbcUrl("postgres", name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
