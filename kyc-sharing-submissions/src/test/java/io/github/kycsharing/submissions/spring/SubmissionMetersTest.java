package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import io.github.kycsharing.submissions.internal.tracking.TrackingObserver.PollResult;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class SubmissionMetersTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final ApplicationContextRunner runner = SubmissionContexts.runner(EXCHANGE.exchange())
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
            .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
            .withPropertyValues("kyc-sharing.submissions.operations.refresh-interval=100ms");

    private static double value(MeterRegistry registry, String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void gaugesFollowTheTables() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            await().untilAsserted(() -> assertThat(value(registry, "kyc.sharing.lane.state", "state", "active"))
                    .isEqualTo(1));
            context.getBean(KycLanes.class).pause(CLIENT, new Intervention("jane", "a test"));
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            submissions.submit(CLIENT, TestRecords.standard("C-1"));
            UUID quarantined =
                    submissions.submit(CLIENT, TestRecords.standard("C-2")).id();
            JdbcClient.create(context.getBean(DataSource.class))
                    .sql("update kyc_sharing_submission set state = 'QUARANTINED', next_call = 'NONE' where id = ?")
                    .param(quarantined)
                    .update();

            await().untilAsserted(() -> {
                assertThat(value(registry, "kyc.sharing.submissions", "client", CLIENT, "state", "queued"))
                        .isEqualTo(1);
                assertThat(value(registry, "kyc.sharing.submissions", "state", "imported"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.submissions.attention", "state", "quarantined"))
                        .isEqualTo(1);
                assertThat(value(registry, "kyc.sharing.submissions.attention", "state", "unresolved"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.submissions.oldest.age", "state", "queued"))
                        .isPositive()
                        .isLessThan(60);
                assertThat(value(registry, "kyc.sharing.submissions.oldest.age", "state", "uncertain"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.lane.state", "state", "paused"))
                        .isEqualTo(1);
                assertThat(value(registry, "kyc.sharing.lane.state", "state", "active"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.events.unpublished", "outbox", "submission"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.events.oldest.age", "outbox", "submission"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.events.failing", "outbox", "submission"))
                        .isZero();
                assertThat(value(registry, "kyc.sharing.stuck")).isZero();
            });
        });
    }

    @Test
    void countersFollowPollsAndWakeUps() {
        runner.withPropertyValues("kyc-sharing.tracking.initial-pause=50ms").run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("kyc.sharing.polls").tags("client", CLIENT).counters())
                    .hasSize(PollResult.values().length)
                    .allMatch(counter -> counter.count() == 0);
            context.getBean(KycSubmissions.class).submit(CLIENT, TestRecords.standard("C-1"));

            await().until(() -> registry.get("kyc.sharing.polls")
                            .tags("client", CLIENT, "result", "changed")
                            .counter()
                            .count()
                    >= 1);
            await().until(() -> value(registry, "kyc.sharing.customers", "decided", "true")
                            + value(registry, "kyc.sharing.customers", "decided", "false")
                    == 1);
            WakeUps wakeUps = context.getBean(WakeUps.class);
            wakeUps.wakeStatus(SubmissionContexts.ENTITY, "unknown");
            assertThat(registry.get("kyc.sharing.wakeups")
                            .tags("client", CLIENT, "result", "unknown")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void tagsNameTheClientAndNoKeyNumberOrCustomer() {
        runner.run(context -> {
            context.getBean(KycSubmissions.class).submit(CLIENT, TestRecords.standard("CANARY"));
            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .filteredOn(meter -> meter.getId().getName().startsWith("kyc.sharing."))
                    .filteredOn(meter -> !meter.getId().getName().equals("kyc.sharing.stuck"))
                    .hasSizeGreaterThan(20)
                    .extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getTags())
                            .extracting(Tag::getKey)
                            .isSubsetOf("client", "state", "outbox", "decided", "result"))
                    .allSatisfy(id -> assertThat(id.getTag("client")).isEqualTo(CLIENT));
        });
    }

    @Test
    void gaugesHaveNoValueWhileTheDatabaseCannotBeRead() {
        runner.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            await().until(() -> value(registry, "kyc.sharing.submissions", "state", "queued") == 0);
            try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
                JdbcClient.create(context.getBean(DataSource.class))
                        .sql("alter table kyc_sharing_lane rename to renamed")
                        .update();
                await().until(() -> Double.isNaN(value(registry, "kyc.sharing.submissions", "state", "queued")));
                assertThat(log.lines()).isNotEmpty();
                JdbcClient.create(context.getBean(DataSource.class))
                        .sql("alter table renamed rename to kyc_sharing_lane")
                        .update();
                await().until(() -> value(registry, "kyc.sharing.submissions", "state", "queued") == 0);
            }
        });
    }

    @Test
    void nothingIsReadWithoutALibraryForMetersAndHealth() {
        runner.run(context -> assertThat(context).hasSingleBean(SnapshotReader.class));
        runner.withPropertyValues("kyc-sharing.submissions.operations.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SnapshotReader.class));
        SubmissionContexts.runner(EXCHANGE.exchange())
                .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
                .withClassLoader(new FilteredClassLoader(
                        "io.micrometer",
                        "org.springframework.boot.health",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(KycSubmissions.class)
                        .doesNotHaveBean(SnapshotReader.class));
    }
}
