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
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submissions in all states, each from a real fault, a paused client, a back-fill and requests for information. */
final class ShownData {
    private static final int CUSTOMERS = 150;
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Number of customers with a fault, by the state that it leads to. */
    private static final Map<SubmissionState, Integer> FAULTS = Map.of(
            SubmissionState.UNRESOLVED, 3,
            SubmissionState.QUARANTINED, 2,
            SubmissionState.REJECTED, 4,
            SubmissionState.IMPORT_FAILED, 2);

    private static final String QUARANTINED = "quarantined-";
    private static final String LISTENER = customer("listener", 1);

    private ShownData() {}

    /** Starts a broker that has them. */
    static ConsoleBroker start(String... properties) {
        ConsoleBroker broker = ConsoleBroker.start(
                List.of(ConsoleBroker.Users.class, ConsoleBroker.Login.class, Faults.class),
                Stream.concat(
                                Stream.of(properties),
                                Stream.of(
                                        ConsoleBroker.ENABLED,
                                        "kyc-sharing.submissions.delivery.claim=2s",
                                        "kyc-sharing.submissions.delivery.unresolved-after=4s",
                                        "kyc-sharing.submissions.delivery.resume-within=1s",
                                        "kyc-sharing.submissions.delivery.initial-backoff=50ms",
                                        "kyc-sharing.submissions.delivery.max-backoff=500ms",
                                        "kyc-sharing.submissions.publication.initial-backoff=2ms"))
                        .toList());
        try {
            store(broker);
            return broker;
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    /** Parts of the application that fail for some customers, until somebody corrects them. */
    @Configuration(proxyBeanMethods = false)
    static class Faults {
        private volatile boolean isCorrected;

        void correct() {
            isCorrected = true;
        }

        @Bean
        KycRecordRefresher refresher() {
            return (submission, stored) -> {
                failFor(submission.customer().entityCustomerId().startsWith(QUARANTINED));
                return Optional.empty();
            };
        }

        @EventListener
        void on(KycSubmissionChanged change) {
            failFor(change.customer().entityCustomerId().equals(LISTENER));
        }

        private void failFor(boolean isAffected) {
            if (isAffected && !isCorrected) {
                throw new IllegalStateException("This test fails for the customer");
            }
        }
    }

    /** A customer whose id is long enough to show a part of it. */
    static String customer(String prefix, int number) {
        return "%s-%06d".formatted(prefix, number);
    }

    private static void store(ConsoleBroker broker) {
        KycSubmissions submissions = broker.bean(KycSubmissions.class);
        KycLanes lanes = broker.bean(KycLanes.class);
        lanes.pause("beta", new Intervention("operator", "The exchange maintains its systems until 18:00."));
        submissions.submitAll("beta", requests("beta", 12));
        submissions.submitAll("alpha", requests("alpha", CUSTOMERS));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(lanes.find("alpha").orElseThrow().counts())
                                .isEqualTo(Map.of(SubmissionState.IMPORTED, (long) CUSTOMERS)));
        spread(broker.bean(JdbcClient.class));
        storeFaults(broker.exchange(), submissions);
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        broker.bean(KycBackfills.class)
                .run(
                        BackfillPlan.of("alpha", "customers-2026")
                                .within(new BackfillTimeWindow(
                                        now.plusHours(6).withSecond(0).withNano(0),
                                        now.plusHours(9).withSecond(0).withNano(0),
                                        ZoneOffset.UTC)),
                        BackfillSource.of(requests("backfill", 40)));
        requestInformation(broker, 1, RfiRequest.of("passport").withValidFor(Duration.ofDays(3)));
        requestInformation(broker, 2, RfiRequest.of("selfie").withValidFor(Duration.ofHours(30)));
        KycInformation information = broker.bean(KycInformation.class);
        await().atMost(SOON).untilAsserted(() -> {
            Map<SubmissionState, Long> counts =
                    lanes.find("alpha").orElseThrow().counts();
            FAULTS.forEach((state, number) -> assertThat(counts).containsEntry(state, (long) number));
            assertThat(submissions
                            .list(SubmissionFilter.all().withFailingListeners())
                            .submissions())
                    .hasSize(1);
            assertThat(information.open("alpha")).hasSize(2);
        });
    }

    static void requestInformation(ConsoleBroker broker, int number, RfiRequest request) {
        broker.exchange().raiseRfi("BROKERKEY", customer("alpha", number), request);
    }

    private static void storeFaults(KycExchangeSimulator exchange, KycSubmissions submissions) {
        submissions.submit("alpha", TestRecords.of(LISTENER));
        FAULTS.forEach((state, number) -> IntStream.rangeClosed(1, number).forEach(i -> {
            String customer = customer(state.name().toLowerCase(Locale.ROOT), i);
            switch (state) {
                // The exchange knows the requestNo afterwards, and has no record: nothing proves either.
                case UNRESOLVED -> exchange.faults().forCustomer(customer).next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
                case REJECTED -> exchange.faults().forCustomer(customer).next(Fault.code("10040102"));
                case IMPORT_FAILED ->
                    exchange.imports().failNextOfCustomer(customer, "The identity document is not readable.");
                default -> {} // the refresher fails
            }
            submissions.submit("alpha", TestRecords.of(customer));
        }));
    }

    private static List<ShareKycRequest> requests(String prefix, int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> ShareKycRequest.of(TestRecords.of(customer(prefix, i))))
                .toList();
    }

    /** Spreads what is finished over the last hour, as no test can wait for it. */
    private static void spread(JdbcClient jdbc) {
        jdbc.sql(
                        "update kyc_sharing_submission set submitted_at = dateadd(minute, -mod(seq * seq, 57) - 1, submitted_at),"
                                + " ended_at = dateadd(minute, -mod(seq * seq, 57), ended_at) where ended_at is not null")
                .update();
    }
}
