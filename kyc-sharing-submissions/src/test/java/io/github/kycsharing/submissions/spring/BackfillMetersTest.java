package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class BackfillMetersTest {
    private static final String PREFIX = "kyc.sharing.backfill.";
    private static final Intervention BY = new Intervention("jane", "a test");
    private static final BackfillPlan PLAN = BackfillPlan.of(CLIENT, "2026-11");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final ApplicationContextRunner runner = SubmissionContexts.runner(EXCHANGE.exchange())
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
            .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
            .withPropertyValues("kyc-sharing.submissions.operations.refresh-interval=100ms");

    private static double value(MeterRegistry registry, String name, String... tags) {
        return registry.get(PREFIX + name)
                .tags("client", CLIENT, "backfill", PLAN.name())
                .tags(tags)
                .gauge()
                .value();
    }

    private static Set<String> names(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(PREFIX))
                .map(meter -> String.valueOf(meter.getId().getTag("backfill")))
                .collect(Collectors.toSet());
    }

    private static BackfillSource rows() {
        return BackfillSource.of(List.of(
                ShareKycRequest.of(TestRecords.standard("C-1")),
                ShareKycRequest.of(TestRecords.standard("C-2").toBuilder()
                        .identityInfo(null)
                        .build()),
                ShareKycRequest.of(TestRecords.standard("C-3"))));
    }

    @Test
    void gaugesFollowABackfillAndDisappearWithIt() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            KycBackfills backfills = context.getBean(KycBackfills.class);
            context.getBean(KycLanes.class).pause(CLIENT, BY);
            assertThat(names(registry)).isEmpty();

            backfills.run(PLAN, rows());
            await().untilAsserted(() -> {
                assertThat(value(registry, "submissions", "state", "queued")).isEqualTo(2);
                assertThat(value(registry, "submissions", "state", "imported")).isZero();
                assertThat(value(registry, "invalid")).isEqualTo(1);
                assertThat(value(registry, "percent")).isZero();
                assertThat(value(registry, "paused")).isZero();
                assertThat(value(registry, "delivering")).isEqualTo(1);
            });
            assertThat(registry.get(PREFIX + "submissions").gauges()).hasSize(SubmissionState.values().length);
            backfills.pause(CLIENT, PLAN.name(), BY);
            await().untilAsserted(() -> {
                assertThat(value(registry, "paused")).isEqualTo(1);
                assertThat(value(registry, "delivering")).isZero();
            });
            backfills.resume(CLIENT, PLAN.name(), BY);
            context.getBean(KycLanes.class).resume(CLIENT, BY);
            await().until(() ->
                    backfills.progress(CLIENT, PLAN.name()).orElseThrow().state() == KycBackfill.State.COMPLETED);
            await().untilAsserted(() -> {
                assertThat(value(registry, "submissions", "state", "imported")).isEqualTo(2);
                assertThat(value(registry, "percent")).isEqualTo(100);
                assertThat(value(registry, "paused")).isZero();
                assertThat(value(registry, "delivering")).isZero();
            });

            JdbcClient.create(context.getBean(DataSource.class))
                    .sql("update kyc_sharing_backfill set completed_at = ?")
                    .param(Instant.now().minus(2, ChronoUnit.HOURS).atOffset(ZoneOffset.UTC))
                    .update();

            await().until(() -> names(registry).isEmpty());
        });
    }

    @Test
    void rowsOutsideOfTheTimeWindowAreNotDelivered() {
        runner.run(context -> {
            LocalTime now = LocalTime.now(ZoneOffset.UTC);
            context.getBean(KycBackfills.class)
                    .run(
                            PLAN.within(new BackfillTimeWindow(now.plusHours(2), now.plusHours(3), ZoneOffset.UTC)),
                            rows());
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            await().until(() -> names(registry).contains(PLAN.name()));

            assertThat(value(registry, "submissions", "state", "queued")).isEqualTo(2);
            assertThat(value(registry, "delivering")).isZero();
        });
    }

    @Test
    void onlyTheNewestBackfillsHaveGauges() {
        runner.run(context -> {
            context.getBean(KycLanes.class).pause(CLIENT, BY);
            for (int i = 1; i <= 22; i++) {
                context.getBean(KycBackfills.class)
                        .run(
                                BackfillPlan.of(CLIENT, "b-" + i),
                                BackfillSource.of(List.of(ShareKycRequest.of(TestRecords.standard("C-" + i)))));
            }
            MeterRegistry registry = context.getBean(MeterRegistry.class);

            await().until(() -> names(registry).contains("b-22"));

            assertThat(names(registry)).hasSize(20).doesNotContain("b-1", "b-2");
        });
    }
}
