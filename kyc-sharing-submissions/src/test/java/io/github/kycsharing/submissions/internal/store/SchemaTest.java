package io.github.kycsharing.submissions.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaTest {
    /** The database of a test has the tables of the script as it is, which is what Flyway and Liquibase run. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void scriptAsItIsEqualsWhatTheModuleCreates(TestDatabase database) {
        try (HikariDataSource pool = database.connect(database.create())) {
            new Schema(pool, "other_").create();
            new Schema(pool, "other_").create(); // changes nothing
            List<String> script = columns(pool, "kyc_sharing_");
            assertThat(script).hasSizeGreaterThan(50).isEqualTo(columns(pool, "other_"));
            assertThat(new Schema(pool, "other_").version()).hasValue(Schema.VERSION);
            assertThat(new Schema(pool, "kyc_sharing_").version()).hasValue(Schema.VERSION);
            assertThat(new Schema(pool, "missing_").version()).isEmpty();
        }
    }

    private static List<String> columns(HikariDataSource pool, String prefix) {
        return JdbcClient.create(pool)
                .sql("select lower(table_name), lower(column_name), data_type, character_maximum_length, is_nullable"
                        + " from information_schema.columns where lower(table_name) like ? order by 1, 2")
                .param(prefix + "%")
                .query((result, number) -> result.getString(1).substring(prefix.length()) + "."
                        + result.getString(2) + " " + result.getString(3) + " " + result.getString(4) + " "
                        + result.getString(5))
                .list();
    }
}
