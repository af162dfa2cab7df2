package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures the time until a page arrives, beside many submissions, and prints it. No build runs it. */
@EnabledIfSystemProperty(named = "kyc-sharing.benchmarks.console", matches = "[1-9][0-9]*")
class ConsoleBenchmarkTest {
    private static final int ROWS = Integer.getInteger("kyc-sharing.benchmarks.console", 0);
    private static final int VIEWS = 30;

    @Test
    void pagesArrive() {
        try (ConsoleBroker broker = ConsoleBroker.start("kyc-sharing.submissions.delivery.enabled=false")) {
            insert(broker.bean(JdbcClient.class));
            for (String page : new String[] {"", "desk", "desk?view=IMPORTED&client=alpha", "search"}) {
                measure(broker, page);
            }
        }
    }

    /** Nine of ten are finished, one of a hundred needs a person. */
    private static void insert(JdbcClient jdbc) {
        jdbc.sql("insert into kyc_sharing_submission (id, biz_entity_key, request_no, request_no_generated,"
                        + " entity_customer_id, broker_main_account_id, broker_sub_account_id, sub_account_hash, state,"
                        + " next_call, due_at, may_have_arrived, system_error_possible, number_seen, accepted,"
                        + " number_disputed, attempts, queries, handler_failures, fingerprint, fingerprint_key_id,"
                        + " promoted, queue_id, submitted_at, ended_at, updated_at, version)"
                        + " select random_uuid(), 'BROKERKEY', 'N-' || x, false, 'C-' || x, 'm' || x, 's' || x, 'h' || x,"
                        + " case when mod(x, 100) = 0 then 'UNRESOLVED' when mod(x, 10) = 0 then 'DELIVERED' else"
                        + " 'IMPORTED' end, 'NONE', null, true, false, true, true, false, 1, 1, 0, 'f' || x, 1, false, null,"
                        + " dateadd(second, -mod(x, 100000), current_timestamp), case when mod(x, 10) = 0 then null else"
                        + " dateadd(second, -mod(x, 100000), current_timestamp) end, current_timestamp, 1"
                        + " from system_range(1, :rows)")
                .param("rows", ROWS)
                .update();
    }

    @SuppressWarnings("SystemOut") // the figures of the run
    private static void measure(ConsoleBroker broker, String page) {
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);
        double[] millis = new double[VIEWS];
        for (int i = 0; i < VIEWS; i++) {
            long begin = System.nanoTime();
            assertThat(viewer.get("/kyc-console/" + page).statusCode()).isEqualTo(200);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "| %,d | `/%s` | %.0f | %.0f | %.0f |%n",
                ROWS,
                page,
                first,
                millis[VIEWS / 2],
                millis[VIEWS - 1]);
    }
}
