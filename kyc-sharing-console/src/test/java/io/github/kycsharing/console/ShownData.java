package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submissions in all states, a paused client, a back-fill and requests for information. */
final class ShownData {
    private static final int CUSTOMERS = 160;
    private static final Duration SOON = Duration.ofSeconds(60);

    private ShownData() {}

    static void store(ConsoleBroker broker) {
        KycSubmissions submissions = broker.bean(KycSubmissions.class);
        KycLanes lanes = broker.bean(KycLanes.class);
        lanes.pause("beta", new Intervention("operator", "The exchange maintains its systems until 18:00."));
        submissions.submitAll("beta", requests("b", 12));
        submissions.submitAll("alpha", requests("a", CUSTOMERS));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(lanes.find("alpha").orElseThrow().counts())
                                .isEqualTo(Map.of(SubmissionState.IMPORTED, (long) CUSTOMERS)));
        spread(broker.bean(JdbcClient.class));
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        broker.bean(KycBackfills.class)
                .run(
                        BackfillPlan.of("alpha", "customers-2026")
                                .within(new BackfillTimeWindow(
                                        now.plusHours(6).withSecond(0).withNano(0),
                                        now.plusHours(9).withSecond(0).withNano(0),
                                        ZoneOffset.UTC)),
                        BackfillSource.of(requests("f", 40)));
        broker.exchange().raiseRfi("BROKERKEY", "a1", RfiRequest.of("passport").withValidFor(Duration.ofDays(3)));
        broker.exchange().raiseRfi("BROKERKEY", "a2", RfiRequest.of("selfie").withValidFor(Duration.ofHours(30)));
        KycInformation information = broker.bean(KycInformation.class);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(information.open("alpha")).hasSize(2));
    }

    private static List<ShareKycRequest> requests(String prefix, int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> ShareKycRequest.of(TestRecords.of(prefix + i)))
                .toList();
    }

    /** Over the last hour, and over the states that no test can wait for. */
    private static void spread(JdbcClient jdbc) {
        jdbc.sql(
                        "update kyc_sharing_submission set submitted_at = dateadd(minute, -mod(seq * seq, 57) - 1, submitted_at),"
                                + " ended_at = dateadd(minute, -mod(seq * seq, 57), ended_at) where ended_at is not null")
                .update();
        state(jdbc, "UNRESOLVED", 3, 20);
        state(jdbc, "QUARANTINED", 1, 30);
        state(jdbc, "REJECTED", 4, 40);
        state(jdbc, "IMPORT_FAILED", 2, 50);
    }

    private static void state(JdbcClient jdbc, String state, int number, int from) {
        SubmissionState target = SubmissionState.valueOf(state);
        jdbc.sql("update kyc_sharing_submission set state = :state" + (target.isTerminal() ? "" : ", ended_at = null")
                        + " where entity_customer_id in (:customers)")
                .param("state", state)
                .param(
                        "customers",
                        IntStream.range(from, from + number)
                                .mapToObj(i -> "a" + i)
                                .toList())
                .update();
    }
}
