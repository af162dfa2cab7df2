package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillReport;
import io.github.kycsharing.submissions.BackfillReportFiles;
import io.github.kycsharing.submissions.BackfillRun;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.JsonLinesBackfillSource;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfillProgressed;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** The samples of docs/back-fill.md. */
class BackfillTest {
    private static final Logger log = LoggerFactory.getLogger(BackfillTest.class);
    private static final int ROWS = 30;

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "my-secret"));

    @TempDir
    Path directory;

    private ConfigurableApplicationContext broker;
    private KycBackfills backfills;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        broker = new SpringApplicationBuilder(Broker.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.name=none", // not the configuration of the sample application
                        "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "--kyc-sharing.biz-entity-key=BROKERKEY",
                        "--kyc-sharing.secret=my-secret",
                        "--kyc-sharing.broker-type=standard",
                        "--kyc-sharing.base-url=" + EXCHANGE.exchange().baseUrl(),
                        "--kyc-sharing.notify-url=.");
        backfills = broker.getBean(KycBackfills.class);
        file = directory.resolve("customers.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < ROWS; i++) {
                out.write(KycJson.write(ShareKycRequest.of(record("C-" + i))));
                out.write('\n');
            }
            out.write("{\"userInfo\":{\"entityCustomerId\":\"C-invalid\"}}\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private static KycInfo record(String entityCustomerId) {
        KycInfo customer = aCustomer();
        return customer.toBuilder()
                .userInfo(Objects.requireNonNull(customer.userInfo()).toBuilder()
                        .entityCustomerId(entityCustomerId)
                        .brokerSubAccountId("sub-" + entityCustomerId)
                        .build())
                .build();
    }

    @Test
    void validatesRunsAndShowsProgress() throws IOException {
        // tag::dry-run[]
        BackfillPlan plan = BackfillPlan.of("default", "2026-11");
        BackfillSource source = new JsonLinesBackfillSource(file);
        BackfillReport report;
        try (BackfillReportFiles csv = BackfillReportFiles.csv(directory.resolve("invalid.csv"))) {
            report = backfills.dryRun(plan, source, csv);
        }
        BackfillReportFiles.html(directory.resolve("report.html"), "Back-fill 2026-11", report);
        // end::dry-run[]
        assertThat(report.rows()).isEqualTo(ROWS + 1);
        assertThat(report.invalid()).isEqualTo(1);
        assertThat(directory.resolve("invalid.csv")).content().contains("\"31\",\"kycInfo.basicInfo\",\"MANDATORY\"");
        assertThat(directory.resolve("report.html")).content().contains("kycInfo.basicInfo");

        // tag::run[]
        BackfillRun run = backfills.run(plan, source);
        log.info("{} new, {} stored before, {} invalid", run.stored(), run.existing(), run.invalid());
        // end::run[]
        assertThat(run.stored()).isEqualTo(ROWS);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        backfills.progress("default", "2026-11").orElseThrow().state() == KycBackfill.State.COMPLETED);
        // tag::progress[]
        KycBackfill backfill = backfills.progress("default", "2026-11").orElseThrow();
        log.info("{} %: {}", backfill.percent(), backfill.counts());
        // end::progress[]
        assertThat(backfill.percent()).isEqualTo(100);
        Broker listener = broker.getBean(Broker.class);
        await().untilAsserted(() -> assertThat(listener.reports).last().isEqualTo("2026-11 100 % COMPLETED"));
        // What was stored is not stored again.
        assertThat(backfills.run(plan, source).existing()).isEqualTo(ROWS);
    }

    @Test
    void pausesResumesAndCancels() {
        broker.getBean(KycLanes.class).pause("default", new Intervention("jane", "nothing is delivered"));
        backfills.run(BackfillPlan.of("default", "2026-11"), new JsonLinesBackfillSource(file));
        // tag::pause[]
        Intervention by = new Intervention("jane", "the exchange has maintenance");
        backfills.pause("default", "2026-11", by);
        backfills.resume("default", "2026-11", by);
        backfills.cancel("default", "2026-11", by); // the rest
        // end::pause[]
        await().until(() -> backfills
                .progress("default", "2026-11")
                .orElseThrow()
                .completedAt()
                .isPresent());
        assertThat(EXCHANGE.exchange().ledger()).isEmpty();
    }

    @Test
    void keepsToItsHours() {
        // tag::window[]
        BackfillPlan nightly = BackfillPlan.of("default", "2026-12")
                .within(BackfillTimeWindow.parse("22:00-06:00", ZoneId.of("Asia/Singapore")));
        // end::window[]
        assertThat(nightly.timeWindow().orElseThrow().hours()).isEqualTo("22:00-06:00");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {
        final List<String> reports = new CopyOnWriteArrayList<>();

        // tag::listener[]
        @EventListener
        void on(KycBackfillProgressed progress) {
            reports.add(progress.name() + " " + progress.percent() + " % " + progress.state());
        }
        // end::listener[]
    }
}
