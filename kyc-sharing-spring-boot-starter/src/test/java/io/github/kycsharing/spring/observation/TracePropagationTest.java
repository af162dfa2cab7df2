package io.github.kycsharing.spring.observation;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.Records;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Trace headers in requests to the exchange, with a real tracer. */
@WireMockTest
class TracePropagationTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private List<SpanData> finished = List.of();

    @Test
    void sendsNoTraceHeaderByDefault(WireMockRuntimeInfo exchange) {
        run(exchange, context -> context.getBean(KycSharingClient.class).share(Records.standard()));

        assertThat(finished).hasSize(2);
        assertThat(headers(exchange))
                .contains("x-sha2-signature")
                .noneMatch(name -> name.startsWith("trace") || name.contains("b3") || name.contains("baggage"));
    }

    @Test
    void sendsTheSpanOfTheAttemptIfEnabled(WireMockRuntimeInfo exchange) {
        run(
                exchange,
                context -> context.getBean(KycSharingClient.class).share(Records.standard()),
                "kyc-sharing.observation.propagate-trace=true");

        SpanData attempt = span("kyc-sharing share attempt");
        assertThat(request(exchange).getHeader("traceparent"))
                .startsWith("00-" + attempt.getTraceId() + "-" + attempt.getSpanId() + "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B3", "B3_MULTI"})
    void sendsTheHeadersOfTheConfiguredPropagation(String type, WireMockRuntimeInfo exchange) {
        run(
                exchange,
                context -> context.getBean(KycSharingClient.class).share(Records.standard()),
                "kyc-sharing.observation.propagate-trace=true",
                "management.tracing.propagation.type=" + type);

        assertThat(headers(exchange))
                .contains(type.equals("B3") ? "b3" : "x-b3-traceid")
                .doesNotContain("traceparent");
    }

    @Test
    void neverSendsBaggage(WireMockRuntimeInfo exchange) {
        run(
                exchange,
                context -> {
                    Tracer tracer = context.getBean(Tracer.class);
                    Observation.createNotStarted("onboarding", context.getBean(ObservationRegistry.class))
                            .observe(() -> {
                                try (BaggageInScope passport =
                                        tracer.createBaggageInScope("passport", "CANARY-passport")) {
                                    assertThat(passport.get()).isEqualTo("CANARY-passport");
                                    context.getBean(KycSharingClient.class).share(Records.standard());
                                }
                            });
                },
                "kyc-sharing.observation.propagate-trace=true",
                "management.tracing.baggage.remote-fields=passport");

        assertThat(headers(exchange)).contains("traceparent").doesNotContain("baggage", "passport");
        assertThat(request(exchange).getHeaders().all().toString()).doesNotContain("CANARY");
    }

    @Test
    void createsASpanOfTheCallAndOneOfTheAttemptBelowIt(WireMockRuntimeInfo exchange) {
        run(
                exchange,
                context ->
                        context.getBean(KycSharingClient.class).share(ShareKycRequest.of("R-1", Records.standard())));

        SpanData call = span("kyc-sharing share");
        SpanData attempt = span("kyc-sharing share attempt");
        assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(List.of(call, attempt))
                .allSatisfy(span -> assertThat(span.getAttributes().get(AttributeKey.stringKey("kyc.request.no")))
                        .isEqualTo("R-1"));
        assertThat(call.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("accepted");
    }

    @Test
    void keepsTheTraceOnTheThreadOfAnAsynchronousCall(WireMockRuntimeInfo exchange) {
        run(
                exchange,
                context -> Observation.createNotStarted("onboarding", context.getBean(ObservationRegistry.class))
                        .observe(() -> context.getBean(KycSharingClient.class)
                                .shareAsync(ShareKycRequest.of("R-1", Records.standard()))
                                .join()));

        SpanData caller = span("onboarding");
        assertThat(span("kyc-sharing share").getParentSpanId()).isEqualTo(caller.getSpanId());
        assertThat(span("kyc-sharing share attempt").getTraceId()).isEqualTo(caller.getTraceId());
    }

    private void run(
            WireMockRuntimeInfo exchange, Consumer<ConfigurableApplicationContext> calls, String... properties) {
        exchange.getWireMock().register(post(anyUrl()).willReturn(okJson("{\"code\":\"000000\",\"success\":true}")));
        SpringApplication application = new SpringApplication(Traced.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("spans", SimpleSpanProcessor.create(spans)));
        String[] arguments = Stream.concat(
                        Stream.of(
                                "kyc-sharing.base-url=" + exchange.getHttpBaseUrl(),
                                "kyc-sharing.biz-entity-key=BROKERKEY",
                                "kyc-sharing.secret=s3cret",
                                "kyc-sharing.broker-type=standard",
                                "kyc-sharing.notify-url=.",
                                "management.tracing.sampling.probability=1"),
                        Stream.of(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            assertThat(context.getBeansOfType(SpanProcessor.class)).isNotEmpty();
            calls.accept(context);
            // The exporter drops the spans when the application ends.
            finished = spans.getFinishedSpanItems();
        }
    }

    private SpanData span(String name) {
        return finished.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static LoggedRequest request(WireMockRuntimeInfo exchange) {
        return exchange.getWireMock().find(postRequestedFor(anyUrl())).get(0);
    }

    private static List<String> headers(WireMockRuntimeInfo exchange) {
        return request(exchange).getHeaders().all().stream()
                .map(header -> header.key().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Traced {}
}
