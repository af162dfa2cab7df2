package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillRow;
import io.github.kycsharing.submissions.BackfillViolation;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills every field of records with markers, causes every kind of outcome with the finest logs, and searches tables, logs, exceptions and
 * descriptions for the markers.
 */
class SubmissionCanaryTest {
    private static final String MARK = "CANARY";
    private static final List<String> MARKERS = List.of(MARK, "1907-03-0", "203.0.113.77");
    private static final Set<String> IDENTIFIERS =
            Set.of("entity_customer_id", "broker_main_account_id", "broker_sub_account_id");
    private static final Intervention PERSON = new Intervention("jane", MARK + " reason");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.kz(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    /** A lane that backs off waits for seconds. */
    private static final Duration LONG = Duration.ofSeconds(40);

    private final List<String> seen = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothingOfARecordIsSeenOutsideTheCiphertext(TestDatabase database) {
        String url = database.create();
        ApplicationContextRunner runner = SubmissionContexts.runner(EXCHANGE.exchange())
                .withUserConfiguration(FailingListener.class)
                .withPropertyValues(SubmissionContexts.database(url))
                .withPropertyValues(
                        "kyc-sharing.broker-type=kz-entity",
                        "kyc-sharing.retry.max-attempts=1",
                        "kyc-sharing.submissions.delivery.failures-before-quarantine=2",
                        "kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate());
        try (LogCapture log = new LogCapture(Level.TRACE, "io.github.kycsharing", "com.github.kagkarlsson")) {
            runner.withPropertyValues("kyc-sharing.submissions.delivery.enabled=false")
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        storeBroken(context.getBean(KycSubmissions.class), context.getBean(DataSource.class));
                    });
            runner.run(context -> {
                assertThat(context).hasNotFailed();
                KycSubmissions submissions = context.getBean(KycSubmissions.class);
                deliverInEveryWay(submissions);
                refuseInEveryWay(submissions);
                backfill(context.getBean(KycBackfills.class));
                awaitPublished(context.getBean(DataSource.class));
                describeAll(submissions, context.getBean(KycLanes.class));
                context.getBean(FailingListener.class).events.forEach(event -> seen.add(event.toString()));
                dumpTables(context.getBean(DataSource.class));
            });
            assertThat(log.lines()).anyMatch(line -> line.contains("REQ-"));
            seen.addAll(log.lines());
        }
        for (String marker : MARKERS) {
            assertThat(seen).isNotEmpty().noneMatch(text -> text.contains(marker));
            String hex = HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8));
            assertThat(seen).noneMatch(text -> text.contains(hex));
        }
    }

    /** A crash while sending, and a ciphertext of another row. */
    private static void storeBroken(KycSubmissions submissions, DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        submissions.submit(CLIENT, request("REQ-crashed"));
        jdbc.sql(
                        "update kyc_sharing_submission set state = 'SENDING', delivery_slot = 1, attempts = 1,"
                                + " first_attempt_at = submitted_at, last_attempt_at = submitted_at where request_no = 'REQ-crashed'")
                .update();
        UUID swapped = submissions.submit(CLIENT, request("REQ-swapped")).id();
        UUID other = submissions.submit(CLIENT, request("REQ-other")).id();
        jdbc.sql(
                        "update kyc_sharing_submission_body set ciphertext = (select ciphertext from kyc_sharing_submission_body"
                                + " where submission_id = ?) where submission_id = ?")
                .param(other)
                .param(swapped)
                .update();
    }

    private static void deliverInEveryWay(KycSubmissions submissions) {
        byte[] quoting = ("{\"code\":\"" + MARK + "\",\"message\":\"" + MARK + "\",\"data\":{\"" + MARK + "\":1}}")
                .getBytes(StandardCharsets.UTF_8);
        submit(submissions, "REQ-accepted");
        submit(submissions, "REQ-lost", Fault.RESET_AFTER_PROCESSING);
        submit(submissions, "REQ-garbage", Fault.GARBAGE);
        submit(submissions, "REQ-quoting", Fault.response(500, "text/html", quoting));
        submit(submissions, "REQ-code", Fault.response(200, "application/json", quoting));
        submit(submissions, "REQ-rejected", Fault.code("10040102"));
        EXCHANGE.exchange().imports().fail("REQ-import-failed", MARK + " failMessage");
        submit(submissions, "REQ-import-failed");

        for (String delivered : new String[] {"REQ-crashed", "REQ-other", "REQ-accepted", "REQ-lost"}) {
            awaitState(submissions, delivered, SubmissionState.IMPORTED);
        }
        awaitState(submissions, "REQ-rejected", SubmissionState.REJECTED);
        awaitState(submissions, "REQ-import-failed", SubmissionState.IMPORT_FAILED);
        KycSubmission quarantined = awaitState(submissions, "REQ-swapped", SubmissionState.QUARANTINED);
        submissions.close(quarantined.id(), quarantined.version(), PERSON);
        KycSubmission rejected = submissions.find(CLIENT, "REQ-rejected").orElseThrow();
        submissions.resubmit(rejected.id(), rejected.version(), PERSON);
        assertThat(submissions.history(quarantined.id()))
                .anySatisfy(event -> assertThat(event.note()).contains(MARK + " reason"));
    }

    private void refuseInEveryWay(KycSubmissions submissions) {
        KycSubmission accepted = submissions.find(CLIENT, "REQ-accepted").orElseThrow();
        seen(catchThrowable(() -> submissions.submit(CLIENT, record("x".repeat(500)))));
        seen(catchThrowable(() -> submissions.submit(CLIENT, ShareKycRequest.of("REQ-accepted", record("another")))));
        seen(catchThrowable(() -> submissions.submit("none", record("none"))));
        seen(catchThrowable(() -> submissions.cancel(accepted.id(), accepted.version(), PERSON)));
        seen(catchThrowable(() -> submissions.close(accepted.id(), 0, PERSON)));
        seen(catchThrowable(() -> submissions.list(SubmissionFilter.all().after(MARK))));
    }

    /** Valid rows, an invalid one, one that cannot be read and a conflict; then a person's reason. */
    private void backfill(KycBackfills backfills) {
        BackfillPlan plan = BackfillPlan.of(CLIENT, "canary");
        List<BackfillRow> rows = List.of(
                BackfillRow.of(1, request("REQ-backfill")),
                BackfillRow.of(2, request("REQ-accepted")),
                BackfillRow.of(3, ShareKycRequest.of("REQ-other", record("another"))),
                BackfillRow.of(4, ShareKycRequest.of(record("x".repeat(500)))),
                BackfillRow.unreadable(5, List.of(new BackfillViolation("", BackfillViolation.UNREADABLE))));
        seen.add(backfills
                .dryRun(plan, rows::stream, invalid -> seen.add(invalid.toString()))
                .toString());
        seen.add(backfills.run(plan, rows::stream).toString());
        seen.add(rows.toString());
        seen.add(backfills.pause(CLIENT, "canary", PERSON).toString());
        assertThat(backfills.progress(CLIENT, "canary").orElseThrow().note()).contains(MARK + " reason");
        seen.add(backfills.invalidRows(CLIENT, "canary", 0, 10).toString());
        seen(catchThrowable(() -> backfills.pause(CLIENT, "canary", PERSON)));
        seen(catchThrowable(() -> backfills.progress("none", "canary")));
    }

    private void describeAll(KycSubmissions submissions, KycLanes lanes) {
        lanes.pause(CLIENT, PERSON);
        submissions
                .list(SubmissionFilter.all().withPageSize(1000))
                .submissions()
                .forEach(submission -> {
                    seen.add(submission.toString());
                    submissions.history(submission.id()).forEach(event -> seen.add(event.toString()));
                });
        assertThat(lanes.find(CLIENT).orElseThrow().note()).contains(MARK + " reason");
        lanes.all().forEach(lane -> seen.add(lane.toString()));
        seen.add(PERSON.toString());
    }

    private void dumpTables(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        List<String> tables = jdbc.sql(
                        "select table_name from information_schema.tables where lower(table_name) like 'kyc_sharing_%'")
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(5);
        assertThat(jdbc.sql("select count(*) from kyc_sharing_backfill_row")
                        .query(Long.class)
                        .single())
                .isPositive();
        for (String table : tables) {
            for (Map<String, Object> row :
                    jdbc.sql("select * from " + table).query().listOfRows()) {
                row.forEach((column, value) -> {
                    if (!IDENTIFIERS.contains(column.toLowerCase(Locale.ROOT))) {
                        seen.add(
                                value instanceof byte[] bytes
                                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                                        : String.valueOf(value));
                    }
                });
            }
        }
    }

    private static void submit(KycSubmissions submissions, String requestNo, Fault... faults) {
        EXCHANGE.exchange().faults().forRequestNo(requestNo).next(faults);
        submissions.submit(CLIENT, request(requestNo));
    }

    private static KycSubmission awaitState(KycSubmissions submissions, String requestNo, SubmissionState state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(submissions
                                .find(CLIENT, requestNo)
                                .orElseThrow()
                                .state())
                        .as(requestNo)
                        .isEqualTo(state));
        return submissions.find(CLIENT, requestNo).orElseThrow();
    }

    private static void awaitPublished(DataSource dataSource) {
        await().untilAsserted(() -> assertThat(JdbcClient.create(dataSource)
                        .sql("select count(*) from kyc_sharing_submission_event where publish_shard is not null")
                        .query(Long.class)
                        .single())
                .isZero());
    }

    private void seen(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        seen.add(text.toString());
    }

    private static ShareKycRequest request(String requestNo) {
        return ShareKycRequest.of(requestNo, record(requestNo));
    }

    private static KycInfo record(String customer) {
        try (InputStream json =
                Objects.requireNonNull(SubmissionCanaryTest.class.getResourceAsStream("/canary-record.json"))) {
            KycInfo record = KycJson.readKycInfo(json.readAllBytes());
            UserInfo user = Objects.requireNonNull(record.userInfo());
            return record.toBuilder()
                    .userInfo(user.toBuilder()
                            .entityCustomerId(MARK + "customer-" + customer)
                            .brokerMainAccountId(MARK + "main-" + customer)
                            .brokerSubAccountId(MARK + "sub-" + customer)
                            .build())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingListener {
        private final List<KycSubmissionChanged> events = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @EventListener
        void on(KycSubmissionChanged event) {
            events.add(event);
            if (event.requestNo().equals("REQ-accepted") && failures.incrementAndGet() < 12) {
                throw new IllegalStateException(MARK + " of a listener");
            }
        }
    }
}
