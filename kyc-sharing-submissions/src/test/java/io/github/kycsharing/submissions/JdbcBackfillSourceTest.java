package io.github.kycsharing.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.model.ShareKycRequest;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of a query, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JdbcBackfillSourceTest {
    private static final RowMapper<ShareKycRequest> MAPPER = (row, number) -> {
        String customer = row.getString("customer");
        if (customer.equals("C-3")) {
            throw new IllegalStateException("CANARY");
        }
        return ShareKycRequest.of(TestRecords.standard(customer));
    };

    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    JdbcBackfillSourceTest(TestDatabase database) {
        pool = database.connect(database.create());
        jdbc = JdbcClient.create(pool);
        jdbc.sql("create table customers (number integer primary key, customer varchar(50))")
                .update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void insert(int from, int to) {
        jdbc.sql("insert into customers values "
                        + IntStream.range(from, to)
                                .mapToObj(i -> "(" + i + ", 'C-" + i + "')")
                                .reduce((one, other) -> one + ", " + other)
                                .orElseThrow())
                .update();
    }

    private JdbcBackfillSource source() {
        return new JdbcBackfillSource(pool, "select customer from customers order by number", MAPPER);
    }

    @Test
    void readsRowsAndReportsThoseThatTheMapperRefuses() {
        insert(1, 1501);

        try (Stream<BackfillRow> rows = source().open()) {
            List<BackfillRow> all = rows.toList();
            assertThat(all).hasSize(1500);
            assertThat(all.get(2))
                    .isEqualTo(BackfillRow.unreadable(
                            3, List.of(new BackfillViolation("", BackfillViolation.UNREADABLE))));
            assertThat(all.get(1499))
                    .isEqualTo(BackfillRow.of(1500, ShareKycRequest.of(TestRecords.standard("C-1500"))));
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void givesTheConnectionBackAsItWasIfItIsClosedEarly() throws SQLException {
        insert(1, 1501);

        try (Stream<BackfillRow> rows = source().open()) {
            Iterator<BackfillRow> all = rows.iterator();
            assertThat(all.next().position()).isEqualTo(1);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
        }

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (var connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
        }
    }

    @Test
    void readsOutsideOfASurroundingTransaction() {
        insert(1, 3);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));

        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from customers").update();
            JdbcBackfillSource source = new JdbcBackfillSource(
                    new TransactionAwareDataSourceProxy(pool), "select customer from customers", MAPPER);
            try (Stream<BackfillRow> rows = source.open()) {
                assertThat(rows).as("the deletion is not committed").hasSize(2);
            }
        });
    }

    @Test
    void refusedQueryQuotesNothingAndKeepsNoConnection() {
        JdbcBackfillSource source = new JdbcBackfillSource(pool, "select 'CANARY' from absent", MAPPER);

        assertThatThrownBy(source::open)
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("SQL state")
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
}
