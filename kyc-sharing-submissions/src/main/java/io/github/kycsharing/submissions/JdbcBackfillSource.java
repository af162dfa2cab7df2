package io.github.kycsharing.submissions;

import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.ShareKycRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The rows of a query. They are read through a connection of their own, in a read-only transaction that is rolled back at the end and joins
 * no other. PostgreSQL returns them in blocks, so that the result may be larger than the memory.
 *
 * <p>The query must have an {@code order by} over a unique key: the position of a row is its number in the result. If the row mapper throws
 * for a row, or returns null, the row is unreadable, and the rows after it are read; an {@link SQLException} ends the stream.
 */
public final class JdbcBackfillSource implements BackfillSource {
    private static final int FETCH_SIZE = 500;

    private final DataSource dataSource;
    private final String sql;
    private final RowMapper<ShareKycRequest> rowMapper;

    /**
     * Creates a source; nothing is queried yet.
     *
     * @param dataSource the database of the records
     * @param sql the query
     * @param rowMapper reads a row; it must not move the cursor
     */
    public JdbcBackfillSource(DataSource dataSource, String sql, RowMapper<ShareKycRequest> rowMapper) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.rowMapper = rowMapper;
    }

    /**
     * Runs the query.
     *
     * @return one row per row of the result
     * @throws DataRetrievalFailureException if the database refuses the query, then or while the stream is read; the message has the
     *     SQL state only, since the database's own message may quote values
     */
    @Override
    public Stream<BackfillRow> open() {
        DataSource own = dataSource;
        while (own instanceof TransactionAwareDataSourceProxy proxy) {
            own = Objects.requireNonNull(proxy.getTargetDataSource());
        }
        try {
            Cursor cursor = new Cursor(own.getConnection());
            try {
                cursor.query(sql);
            } catch (SQLException e) {
                cursor.close();
                throw e;
            }
            return RowStream.of(() -> cursor.next(rowMapper)).onClose(cursor::close);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Without its cause, whose message may quote values. */
    private static DataRetrievalFailureException failure(SQLException e) {
        return new DataRetrievalFailureException("The query of the back-fill failed: SQL state " + e.getSQLState());
    }

    private static final class Cursor {
        private final Connection connection;
        private @Nullable PreparedStatement statement;
        private @Nullable ResultSet rows;
        private boolean autoCommit = true;
        private long position;

        Cursor(Connection connection) {
            this.connection = connection;
        }

        void query(String sql) throws SQLException {
            autoCommit = connection.getAutoCommit();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            statement = connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(FETCH_SIZE);
            rows = statement.executeQuery();
        }

        @Nullable
        BackfillRow next(RowMapper<ShareKycRequest> rowMapper) {
            ResultSet result = rows;
            try {
                if (result == null || !result.next()) {
                    return null;
                }
                position++;
                return row(result, rowMapper);
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        private BackfillRow row(ResultSet result, RowMapper<ShareKycRequest> rowMapper) throws SQLException {
            ShareKycRequest request;
            try {
                request = rowMapper.mapRow(result, Math.toIntExact(position - 1));
            } catch (KycJsonException e) {
                return RowStream.read(position, () -> {
                    throw e;
                });
            } catch (RuntimeException e) {
                // Its message may quote values: the row's position and rule are the report.
                return RowStream.unreadable(position);
            }
            return request == null ? RowStream.unreadable(position) : BackfillRow.of(position, request);
        }

        @SuppressWarnings("try") // they are closed only
        void close() {
            try (connection;
                    PreparedStatement query = statement;
                    ResultSet result = rows) {
                rows = null;
                connection.rollback();
                connection.setAutoCommit(autoCommit);
                connection.setReadOnly(false);
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }
}
