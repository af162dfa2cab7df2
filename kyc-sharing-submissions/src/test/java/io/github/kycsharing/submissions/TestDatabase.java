package io.github.kycsharing.submissions;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The databases that tests really run on. */
public enum TestDatabase {
    H2("h2", "sa"),
    POSTGRESQL("postgresql", "postgres");

    public static final String PREFIX = "kyc_sharing_";

    private final String platform;
    private final String user;

    TestDatabase(String platform, String user) {
        this.platform = platform;
        this.user = user;
    }

    /** The address of a new database with the tables of this module. */
    public String create() {
        String name = name().toLowerCase(Locale.ROOT) + "_"
                + UUID.randomUUID().toString().replace("-", "");
        String url = switch (this) {
            case H2 -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
            case POSTGRESQL -> Server.create(name);
        };
        try (HikariDataSource pool = connect(url)) {
            createTables(pool);
        }
        return url;
    }

    /** A pool of the size that Spring Boot gives an application. */
    public HikariDataSource connect(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMaximumPoolSize(10);
        pool.setMinimumIdle(0);
        return pool;
    }

    private void createTables(DataSource dataSource) {
        ClassPathResource script =
                new ClassPathResource("io/github/kycsharing/submissions/schema-" + platform + ".sql");
        try {
            String sql = script.getContentAsString(StandardCharsets.UTF_8).replace("${prefix}", PREFIX);
            new ResourceDatabasePopulator(new ByteArrayResource(sql.getBytes(StandardCharsets.UTF_8)))
                    .execute(dataSource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
