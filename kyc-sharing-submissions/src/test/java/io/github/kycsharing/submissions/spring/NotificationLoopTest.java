package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.ReceivingBroker.notification;
import static io.github.kycsharing.submissions.spring.ReceivingBroker.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.spring.ReceivingBroker.Stack;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.NotificationDelivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a notification of the exchange to the event, with a database and a web server. */
@ParameterizedClass
@EnumSource(Stack.class)
class NotificationLoopTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.configuredBy(
            builder -> builder.entity(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET))
                    .signedNotifications(true));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private final Stack stack;
    private final String url = TestDatabase.H2.create();
    private final String keyset = KycKeysets.generate();

    NotificationLoopTest(Stack stack) {
        this.stack = stack;
    }

    private ReceivingBroker start(String... properties) {
        String[] fixed = {
            "spring.datasource.url=" + url,
            "spring.datasource.username=sa",
            "kyc-sharing.base-url=" + exchange.baseUrl(),
            "kyc-sharing.submissions.encryption.keyset=" + keyset,
            "kyc-sharing.submissions.engine.polling-interval=50ms",
            // No poll comes without a notification.
            "kyc-sharing.tracking.initial-pause=1h",
            "kyc-sharing.tracking.wake-up-pause=0s"
        };
        return ReceivingBroker.start(
                stack,
                List.of(Broker.class),
                Arrays.stream(new String[][] {fixed, properties})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    @Test
    void publishesTheNotifiedStatusOnce() {
        try (ReceivingBroker broker = start()) {
            broker.bean(KycSharingClient.class).share(TestRecords.standard("C-1"));
            exchange.status("C-1").set(ExchangeStatus.PASS);

            NotificationDelivery delivery =
                    exchange.notifications().ofCustomer("C-1").get(0);
            assertThat(delivery.httpStatus()).isEqualTo(OptionalInt.of(204));
            await().untilAsserted(() ->
                    assertThat(broker.bean(Listener.class).statuses()).containsExactly("PASS"));

            // A replay causes a query, and no event.
            long queries = exchange.journal().statusQueries().size();
            exchange.notifications().redeliver(delivery);
            await().until(() -> exchange.journal().statusQueries().size() > queries);
            assertThat(broker.bean(Listener.class).statuses()).containsExactly("PASS");
        }
    }

    @Test
    void publishesAfterARestart() {
        try (ReceivingBroker broker = start("kyc-sharing.submissions.delivery.enabled=false")) {
            broker.bean(KycSharingClient.class).share(TestRecords.standard("C-2"));
            assertThat(post(broker.url(), notification("C-2"))).isEqualTo(204);
        }
        exchange.status("C-2").set(ExchangeStatus.PASS);
        try (ReceivingBroker broker = start()) {
            await().untilAsserted(() ->
                    assertThat(broker.bean(Listener.class).statuses()).containsExactly("PASS"));
        }
    }

    @Test
    void writesNothingForAnUnknownCustomer() {
        try (ReceivingBroker broker = start()) {
            assertThat(post(broker.url(), notification("C-unknown"))).isEqualTo(204);
            JdbcClient jdbc = JdbcClient.create(broker.bean(DataSource.class));
            assertThat(jdbc.sql("select count(*) from kyc_sharing_customer")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(exchange.journal().statusQueries()).isEmpty();
        }
    }

    @Test
    void responds503WithoutAConnectionAndAcceptsTheRetry() throws SQLException {
        int connections = 3;
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions");
                ReceivingBroker broker = start(
                        "spring.datasource.hikari.maximum-pool-size=" + connections,
                        "spring.datasource.hikari.connection-timeout=300")) {
            broker.bean(KycSharingClient.class).share(TestRecords.standard("C-3"));
            withoutConnections(broker.bean(DataSource.class), connections, () -> {
                exchange.status("C-3").set(ExchangeStatus.PASS);
                assertThat(exchange.notifications().ofCustomer("C-3").get(0).httpStatus())
                        .isEqualTo(OptionalInt.of(503));
            });
            exchange.advance(Duration.ofMinutes(3));
            assertThat(exchange.notifications().ofCustomer("C-3").get(1).httpStatus())
                    .isEqualTo(OptionalInt.of(204));
            await().untilAsserted(() ->
                    assertThat(broker.bean(Listener.class).statuses()).containsExactly("PASS"));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("Notifications cannot be stored"))
                    .noneMatch(line -> line.contains("C-3"));
        }
    }

    /** Executes the action while the pool has no connection left. */
    private static void withoutConnections(DataSource pool, int count, Runnable action) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            while (taken.size() < count) {
                try {
                    taken.add(pool.getConnection());
                } catch (SQLTransientConnectionException e) {
                    // In use: again.
                }
            }
            action.run();
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {
        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    static class Listener {
        private final List<KycStatusChanged> received = new CopyOnWriteArrayList<>();

        @EventListener
        void on(KycStatusChanged event) {
            received.add(event);
        }

        List<String> statuses() {
            return received.stream()
                    .map(event -> event.status().levelStatus().orElseThrow().value())
                    .toList();
        }
    }
}
