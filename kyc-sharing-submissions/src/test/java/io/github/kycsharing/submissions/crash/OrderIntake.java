package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestRecords;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes orders from the broker's own table and submits their records, in the transaction that marks them as taken. */
final class OrderIntake {
    private static final int BATCH = 5;
    private static final long PAUSE_NANOS = 50_000_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate tx;
    private final KycSubmissions submissions;
    private final boolean takesOrders;

    OrderIntake(DataSource dataSource, TransactionTemplate tx, KycSubmissions submissions, boolean takesOrders) {
        this.jdbc = JdbcClient.create(dataSource);
        this.tx = tx;
        this.submissions = submissions;
        this.takesOrders = takesOrders;
    }

    private record Order(int id, String customer, @Nullable String requestNo) {}

    @EventListener
    void start(ApplicationReadyEvent ready) {
        if (takesOrders) {
            Thread thread = new Thread(this::takeAll, "order-intake");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void takeAll() {
        while (true) {
            try {
                tx.executeWithoutResult(status -> takeBatch());
            } catch (DataAccessException | TransactionException e) {
                // The database is stopped; the next round repeats it.
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void takeBatch() {
        List<Order> orders = jdbc.sql("select id, customer, request_no from broker_order where submission_id is null"
                        + " order by id fetch first " + BATCH + " rows only for update skip locked")
                .query(Order.class)
                .list();
        for (Order order : orders) {
            KycSubmission submission = submissions.submit(
                    Worker.CLIENT,
                    order.requestNo() == null
                            ? ShareKycRequest.of(TestRecords.standard(order.customer()))
                            : ShareKycRequest.of(order.requestNo(), TestRecords.standard(order.customer())));
            jdbc.sql("update broker_order set submission_id = ? where id = ?")
                    .params(submission.id(), order.id())
                    .update();
        }
    }
}
