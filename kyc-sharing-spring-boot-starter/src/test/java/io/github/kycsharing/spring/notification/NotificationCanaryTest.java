package io.github.kycsharing.spring.notification;

import static io.github.kycsharing.spring.notification.ReceivingBroker.notification;
import static io.github.kycsharing.spring.notification.ReceivingBroker.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nothing of a notification, of its address or of its customer is seen by an operator. */
@ExtendWith(OutputCaptureExtension.class)
class NotificationCanaryTest {
    private static final String MARK = "CANARY";
    private static final String CUSTOMER = MARK + "-customer-77";

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "s3cret"));

    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    @Test
    void nothingOfANotificationIsSeenByAnOperator(CapturedOutput output) {
        List<String> seen = new ArrayList<>();
        String token;
        try (ReceivingBroker broker = ReceivingBroker.start(
                ReceivingBroker.freePort(),
                EXCHANGE.exchange(),
                List.of(Tracing.class),
                "MY_TOKEN_SECRET=" + MARK + "-token-secret-0123456789abcdef",
                "kyc-sharing.notifications.token-secret=${MY_TOKEN_SECRET}",
                "kyc-sharing.notifications.previous-token-secrets=" + MARK + "-previous-secret-0123456789abcdef",
                "kyc-sharing.retry.max-attempts=1",
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.env.show-values=always",
                "management.endpoint.configprops.show-values=always",
                "management.tracing.sampling.probability=1",
                "logging.level.io.github.kycsharing=trace",
                "logging.level.io.micrometer=trace",
                "logging.level.org.springframework.web=trace",
                "logging.level.org.springframework.boot.web=trace",
                "logging.level.org.apache.catalina=debug")) {
            token = broker.url().substring(broker.url().lastIndexOf('/') + 1);
            deliverInEveryWay(broker);

            MeterRegistry meters = broker.bean(MeterRegistry.class);
            meters.getMeters().forEach(meter -> seen.add(meter.getId() + describe(meter)));
            assertThat(seen).anyMatch(text -> text.contains("kyc.sharing.notifications") && text.contains("malformed"));
            assertThat(meters.get("kyc.sharing.notifications")
                            .tag("result", "changed")
                            .counter()
                            .count())
                    .isPositive();
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
                                "GET",
                                "http://localhost:" + broker.port() + "/actuator/" + path,
                                BodyPublishers.noBody())
                        .body());
            }
            assertThat(seen).anyMatch(text -> text.contains("previousTokenSecrets") && text.contains("******"));
            SPANS.getFinishedSpanItems().forEach(span -> seen.add(describe(span)));
            assertThat(seen).anyMatch(text -> text.contains("/kyc-sharing/notifications/***"));
        }
        seen.add(output.toString());

        assertThat(output)
                .contains("Notification for the client default: CHANGED")
                .contains("Notification for the client none: NOT_FOUND")
                .contains("was not dealt with");
        assertThat(seen).noneMatch(text -> text.contains(MARK)).noneMatch(text -> text.contains(token));
    }

    private static void deliverInEveryWay(ReceivingBroker broker) {
        KycExchangeSimulator exchange = EXCHANGE.exchange();
        broker.share("default", CUSTOMER);
        exchange.status(CUSTOMER).set(ExchangeStatus.REFUSED.withFailReason(MARK + "-reason"));
        assertThat(exchange.notifications().deliveries().get(0).bodyText()).contains(CUSTOMER, MARK + "-reason");
        broker.listener().failNext(1);
        exchange.status(CUSTOMER).set(ExchangeStatus.PASS);
        exchange.advance(Duration.ofMinutes(3));
        byte[] quoting = ("{\"code\":\"" + MARK + "\",\"message\":\"" + MARK + "\"}").getBytes(StandardCharsets.UTF_8);
        for (Fault fault : List.of(Fault.GARBAGE, Fault.HTTP_503, Fault.response(200, "application/json", quoting))) {
            exchange.faults().next(fault);
            assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(503);
        }
        assertThat(post(broker.url(), notification(CUSTOMER), "X-SHA2-Signature", MARK))
                .isEqualTo(401);
        assertThat(post(broker.url(), notification(MARK + "-unknown"))).isEqualTo(503);
        assertThat(post(broker.url(), "{\"" + MARK + "\":\"" + MARK)).isEqualTo(400);
        assertThat(post(broker.url(), MARK.repeat(100_000))).isEqualTo(413);
        assertThat(post(broker.url() + MARK, MARK)).isEqualTo(404);
        assertThat(ReceivingBroker.send("GET", broker.url() + "?" + MARK, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(405);
    }

    private static String describe(Meter meter) {
        return String.valueOf(meter.getId().getDescription());
    }

    private static String describe(SpanData span) {
        return span.getName() + span.getAttributes() + span.getStatus() + span.getEvents();
    }

    @Configuration(proxyBeanMethods = false)
    static class Tracing {
        @Bean
        SpanProcessor spans() {
            return SimpleSpanProcessor.create(SPANS);
        }
    }
}
