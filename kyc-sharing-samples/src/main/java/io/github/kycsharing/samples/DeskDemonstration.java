package io.github.kycsharing.samples;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Submissions that need a person, a request for information and a back-fill, so that the console shows one of each kind. */
@Configuration(proxyBeanMethods = false)
@Conditional(NoBaseUrlCondition.class)
@ConditionalOnProperty(name = "kyc-sharing.broker-type", havingValue = "standard")
@ConditionalOnBooleanProperty(name = "broker.demonstration.desk", matchIfMissing = true)
class DeskDemonstration {
    static final String UNRESOLVED = "desk-unresolved";
    static final String IMPORT_FAILED = "desk-import-failed";
    static final String REJECTED = "desk-rejected";
    static final String QUARANTINED = "desk-quarantined";
    static final String LISTENER = "desk-listener";
    static final String REQUEST = "desk-request";

    private static final int BACKFILL_ROWS = 20;

    /** Fails for one customer, as a service of the application would that a record needs. */
    @Bean
    KycRecordRefresher refresherThatFailsOnce() {
        return (submission, stored) -> {
            if (submission.customer().entityCustomerId().equals(QUARANTINED)) {
                throw new IllegalStateException("The demonstration fails for this customer");
            }
            return Optional.empty();
        };
    }

    @Bean
    Listener listenerThatKeepsFailing() {
        return new Listener();
    }

    static final class Listener {
        @EventListener
        @Order(Ordered.HIGHEST_PRECEDENCE) // before those that print
        void on(KycSubmissionChanged change) {
            if (change.customer().entityCustomerId().equals(LISTENER)) {
                throw new IllegalStateException("The demonstration fails for this customer");
            }
        }
    }

    @Bean
    @Order(10)
    ApplicationRunner deskDemonstrationRunner(
            KycSubmissions submissions, KycBackfills backfills, KycExchangeSimulator exchange) {
        return new Runner(submissions, backfills, exchange);
    }

    private record Runner(KycSubmissions submissions, KycBackfills backfills, KycExchangeSimulator exchange)
            implements ApplicationRunner {
        @Override
        public void run(ApplicationArguments arguments) {
            if (!submissions
                    .list(SubmissionFilter.all().ofCustomer(UNRESOLVED))
                    .submissions()
                    .isEmpty()) {
                return; // of an earlier start
            }
            // The exchange knows the requestNo afterwards, and has no record: nothing proves either.
            exchange.faults().forCustomer(UNRESOLVED).next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
            exchange.faults().forCustomer(REJECTED).always(Fault.code("10040102"));
            exchange.imports().failNextOfCustomer(IMPORT_FAILED, "The identity document is not readable.");
            for (String customer : new String[] {UNRESOLVED, IMPORT_FAILED, REJECTED, QUARANTINED, LISTENER, REQUEST}) {
                submissions.submit(KycSharingClients.DEFAULT_NAME, record(customer));
            }
            exchange.raiseRfi(REQUEST, RfiRequest.of("passport").withValidFor(Duration.ofDays(3)));
            backfills.run(
                    BackfillPlan.of(KycSharingClients.DEFAULT_NAME, "demonstration"),
                    BackfillSource.of(IntStream.range(0, BACKFILL_ROWS)
                            .mapToObj(i -> ShareKycRequest.of(record("desk-backfill-" + i)))
                            .toList()));
        }

        private static KycInfo record(String customer) {
            KycInfo example = ExampleRecords.standard();
            return example.toBuilder()
                    .userInfo(Objects.requireNonNull(example.userInfo()).toBuilder()
                            .entityCustomerId(customer)
                            .brokerMainAccountId("8" + Math.abs(customer.hashCode() % 1_000_000L))
                            .brokerSubAccountId("7" + Math.abs(customer.hashCode() % 1_000_000L))
                            .build())
                    .build();
        }
    }
}
