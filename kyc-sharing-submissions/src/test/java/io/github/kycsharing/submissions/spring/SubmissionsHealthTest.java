package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.JsonNode;

/** The health component kycSubmissions of a running application. */
class SubmissionsHealthTest {
    private static final Duration LONG = Duration.ofSeconds(30); // for a loaded machine
    private static final String HEALTH = "/actuator/health";
    private static final String[] QUICK = {
        OperatedBroker.OPEN,
        "kyc-sharing.submissions.operations.stuck-after=3s",
        "management.endpoint.health.probes.enabled=true"
    };

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // each test starts it
    private OperatedBroker broker;

    @AfterEach
    void close() {
        broker.close();
    }

    private void start(List<Class<?>> configurations, String... properties) {
        String[] all = Stream.of(QUICK, properties).flatMap(Arrays::stream).toArray(String[]::new);
        broker = OperatedBroker.start(EXCHANGE.exchange(), url, configurations, all);
    }

    private JsonNode component() {
        return broker.get(HEALTH).json().path("components").path("kycSubmissions");
    }

    private String status() {
        return component().path("status").asString("");
    }

    private List<String> stuck() {
        return component().path("details").path("stuck").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    private void submit(String customer) {
        broker.bean(KycSubmissions.class).submit(CLIENT, TestRecords.standard(customer));
    }

    @Test
    void applicationThatDeliversIsUp() {
        start(List.of());
        submit("CANARY-1");

        await().atMost(LONG)
                .until(() ->
                        component().path("details").path("clients").path(CLIENT).has("delivered")
                                || EXCHANGE.exchange().ledger().size() == 1);
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> status().equals("UP"));
        assertThat(component()
                        .path("details")
                        .path("clients")
                        .path(CLIENT)
                        .path("lane")
                        .asString())
                .isEqualTo("active");
        assertThat(component().toString()).doesNotContain("CANARY", SubmissionContexts.ENTITY);
    }

    @Test
    void submissionsThatNoInstanceDeliversAreDown() {
        start(List.of(), "kyc-sharing.submissions.delivery.enabled=false");
        submit("C-1");

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(stuck())
                        .containsExactlyInAnyOrder("submissions of default", "events of submissions"));

        assertThat(status()).isEqualTo("DOWN");
        assertThat(broker.get(HEALTH).status()).isEqualTo(503);
        assertThat(broker.get(HEALTH + "/liveness").json().path("status").asString())
                .isEqualTo("UP");
        assertThat(broker.get(HEALTH + "/readiness").json().path("status").asString())
                .isEqualTo("UP");
    }

    @Test
    void pausedLaneIsADetail() {
        start(List.of());
        broker.bean(KycLanes.class).pause(CLIENT, new Intervention("jane", "a test"));
        submit("C-1");

        await().atMost(LONG)
                .until(() ->
                        component().path("details").path("clients").path(CLIENT).has("queued"));
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> status().equals("UP"));
        assertThat(component()
                        .path("details")
                        .path("clients")
                        .path(CLIENT)
                        .path("lane")
                        .asString())
                .isEqualTo("paused");
    }

    @Test
    void listenerThatFailsIsUpAndOneThatHangsIsDown() {
        start(List.of(Listening.class));
        submit("fails");
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> status().equals("UP"));
        submit("hangs");

        await().atMost(LONG).untilAsserted(() -> assertThat(stuck()).containsExactly("events of submissions"));

        assertThat(status()).isEqualTo("DOWN");
        broker.bean(Listening.class).end.countDown();
        await().atMost(LONG).until(() -> status().equals("UP"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        private final CountDownLatch end = new CountDownLatch(1);

        @EventListener
        void on(KycSubmissionChanged change) throws InterruptedException {
            switch (change.customer().entityCustomerId()) {
                case "fails" -> throw new IllegalStateException("a listener that fails");
                case "hangs" -> end.await();
                default -> throw new IllegalStateException("there are two customers");
            }
        }
    }

    @Test
    void databaseThatCannotBeReachedIsDown() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing", "com.zaxxer.hikari")) {
            broker = OperatedBroker.start(
                    EXCHANGE.exchange(),
                    postgres.getJdbcUrl("postgres", "postgres"),
                    OperatedBroker.OPEN,
                    "spring.datasource.hikari.connection-timeout=500",
                    "kyc-sharing.submissions.initialize-schema=always",
                    "kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate());
            await().atMost(LONG).until(() -> status().equals("UP"));
            postgres.close();

            await().atMost(LONG).until(() -> status().equals("DOWN"));

            assertThat(component().path("details").path("problem").asString()).contains("cannot be read");
            assertThat(log.lines()).anyMatch(line -> line.contains("cannot be read"));
            broker.close();
        } finally {
            postgres.close();
        }
    }

    @Test
    void applicationSwitchesItOff() {
        start(List.of(), "management.health.kyc-submissions.enabled=false");

        assertThat(component().isMissingNode()).isTrue();
    }
}
