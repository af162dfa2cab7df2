package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.ReceivingBroker.notification;
import static io.github.kycsharing.submissions.spring.ReceivingBroker.post;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.submissions.spring.ReceivingBroker.Stack;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Neither customers nor secrets of notifications are in logs, metrics, observations and actuator responses. */
class NotificationCanaryTest {
    private static final String MARK = "CANARY";
    private static final String CUSTOMER = MARK + "-customer-77";

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource(Stack.class)
    void showsNothingOfANotification(Stack stack) {
        String token;
        try (LogCapture own = new LogCapture(Level.TRACE, "io.github.kycsharing");
                LogCapture others = new LogCapture(
                        Level.INFO, "org.springframework", "org.apache", "reactor", "io.netty", "io.micrometer")) {
            try (ReceivingBroker broker = ReceivingBroker.start(
                    stack,
                    List.of(ReceivingBroker.WithoutDatabase.class, Observed.class),
                    "MY_TOKEN_SECRET=" + MARK + "-token-secret-0123456789abcdef",
                    "kyc-sharing.notifications.token-secret=${MY_TOKEN_SECRET}",
                    "kyc-sharing.notifications.previous-token-secrets=" + MARK + "-previous-secret-0123456789abcdef",
                    "management.endpoints.web.exposure.include=*",
                    "management.endpoint.env.show-values=always",
                    "management.endpoint.configprops.show-values=always")) {
                token = broker.url().substring(broker.url().lastIndexOf('/') + 1);
                deliverInEveryWay(broker);
                read(broker);
                seen.addAll(broker.bean(Observations.class).seen);
            }
            seen.addAll(own.lines());
            seen.addAll(others.lines());
        }

        assertThat(seen)
                .anyMatch(text -> text.contains("Notification for the client default: WOKEN"))
                .anyMatch(text -> text.contains("Notification for the client none: NOT_FOUND"))
                .anyMatch(text -> text.contains("Notifications cannot be stored"))
                .anyMatch(text -> text.contains("kyc.sharing.notifications") && text.contains("malformed"))
                .anyMatch(text -> text.contains("previousTokenSecrets") && text.contains("******"))
                .anyMatch(text -> text.contains("/kyc-sharing/notifications/***"));
        assertThat(seen).noneMatch(text -> text.contains(MARK)).noneMatch(text -> text.contains(token));
    }

    private static void deliverInEveryWay(ReceivingBroker broker) {
        broker.wakeUps().track(ReceivingBroker.ENTITY, CUSTOMER);
        assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(204);
        assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(204);
        assertThat(post(broker.url(), notification(MARK + "-unknown"))).isEqualTo(204);
        broker.wakeUps().failWith(MARK + " of the database");
        assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(503);
        broker.wakeUps().failWith(null);
        assertThat(post(broker.url(), notification(CUSTOMER), "X-SHA2-Signature", MARK))
                .isEqualTo(401);
        assertThat(post(broker.url(), "{\"" + MARK + "\":\"" + MARK)).isEqualTo(400);
        assertThat(post(broker.url(), MARK.repeat(12_000))).isEqualTo(413);
        assertThat(post(broker.url() + MARK, MARK)).isEqualTo(404);
        assertThat(ReceivingBroker.send("GET", broker.url() + "?" + MARK, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(405);
    }

    private void read(ReceivingBroker broker) {
        for (Meter meter : broker.bean(MeterRegistry.class).getMeters()) {
            seen.add(meter.getId() + " " + meter.getId().getDescription());
        }
        seen.add(ReceivingBroker.send("TRACE", broker.url(), BodyPublishers.noBody())
                .body());
        for (String path : List.of(
                "env",
                "env/MY_TOKEN_SECRET",
                "configprops",
                "beans",
                "mappings",
                "metrics",
                "metrics/http.server.requests",
                "kycsharing")) {
            seen.add(ReceivingBroker.send(
                            "GET", "http://localhost:" + broker.port() + "/actuator/" + path, BodyPublishers.noBody())
                    .body());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {
        @Bean
        Observations observations() {
            return new Observations();
        }
    }

    static class Observations implements ObservationHandler<Observation.Context> {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            seen.add(context.getName() + " " + context.getContextualName() + " " + context.getAllKeyValues());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
