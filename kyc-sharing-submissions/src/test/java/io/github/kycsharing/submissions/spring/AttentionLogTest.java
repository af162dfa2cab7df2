package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What needs a person causes one WARN with the requestNo, and nothing else does. */
class AttentionLogTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final ApplicationContextRunner runner = SubmissionContexts.runner(EXCHANGE.exchange())
            .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
            .withPropertyValues("kyc-sharing.submissions.delivery.failures-before-quarantine=2");

    private static void submit(ApplicationContext context, String requestNo) {
        context.getBean(KycSubmissions.class)
                .submit(CLIENT, ShareKycRequest.of(requestNo, TestRecords.standard("CANARY-" + requestNo)));
    }

    private static void awaitState(ApplicationContext context, String requestNo, SubmissionState state) {
        await().until(() -> context.getBean(KycSubmissions.class)
                        .find(CLIENT, requestNo)
                        .orElseThrow()
                        .state()
                == state);
    }

    private static List<String> linesOf(LogCapture log, String text) {
        assertThat(log.lines()).noneMatch(line -> line.contains("CANARY"));
        return log.lines().stream().filter(line -> line.contains(text)).toList();
    }

    @Test
    void quarantinedSubmission() {
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            runner.run(context -> {
                context.getBean(KycLanes.class).pause(CLIENT, new Intervention("jane", "a test"));
                submit(context, "R-broken");
                JdbcClient.create(context.getBean(DataSource.class))
                        .sql("update kyc_sharing_submission_body set ciphertext = x'00'")
                        .update();
                context.getBean(KycLanes.class).resume(CLIENT, new Intervention("jane", "a test"));
                awaitState(context, "R-broken", SubmissionState.QUARANTINED);
                await().untilAsserted(() -> assertThat(linesOf(log, "R-broken"))
                        .singleElement()
                        .asString()
                        .startsWith("WARN")
                        .contains("QUARANTINED"));
            });
        }
    }

    @Test
    void unresolvedSubmission() {
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            runner.run(context -> {
                EXCHANGE.exchange().faults().next(Fault.code("10040008"));
                submit(context, "R-used");
                awaitState(context, "R-used", SubmissionState.UNRESOLVED);
                await().untilAsserted(() -> assertThat(linesOf(log, "R-used"))
                        .singleElement()
                        .asString()
                        .startsWith("WARN")
                        .contains("UNRESOLVED"));
            });
        }
    }

    @Test
    void listenersThatFailTenTimes() {
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            runner.withPropertyValues(
                            "kyc-sharing.submissions.publication.initial-backoff=1ms",
                            "kyc-sharing.submissions.publication.max-backoff=10ms")
                    .withUserConfiguration(Failing.class)
                    .run(context -> {
                        submit(context, "R-failing");
                        await().until(() -> context.getBean(Failing.class).calls > 15);
                        assertThat(linesOf(log, "R-failing"))
                                .singleElement()
                                .asString()
                                .startsWith("WARN")
                                .contains("failed 10 times", "IllegalStateException");
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {
        private volatile int calls;

        @EventListener
        @SuppressWarnings("NonAtomicVolatileUpdate") // the events of one customer are published one at a time
        void on(KycSubmissionChanged change) {
            calls++;
            throw new IllegalStateException("CANARY");
        }
    }

    @Test
    void failedImportAndRejectionAreForTheListeners() {
        try (LogCapture log = new LogCapture(Level.INFO, "io.github.kycsharing.submissions")) {
            runner.run(context -> {
                EXCHANGE.exchange().imports().fail("R-not-imported", "CANARY message");
                submit(context, "R-not-imported");
                awaitState(context, "R-not-imported", SubmissionState.IMPORT_FAILED);
                EXCHANGE.exchange().faults().next(Fault.code("10040102"));
                submit(context, "R-rejected");
                awaitState(context, "R-rejected", SubmissionState.REJECTED);

                await().untilAsserted(() -> assertThat(linesOf(log, "R-not-imported"))
                        .singleElement()
                        .asString()
                        .startsWith("INFO"));
                assertThat(linesOf(log, "WARN")).isEmpty();
            });
        }
    }
}
