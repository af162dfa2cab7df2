package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Fills every field, the key and the secret with markers, causes every kind of outcome at the finest log level, and searches
 * meters, spans, actuator responses and the log for the markers.
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityCanaryTest {
    private static final String MARK = "CANARY";
    private static final String SECRET = MARK + "-secret";
    private static final List<String> MARKERS = List.of(MARK, "1907-03-0", "203.0.113.77");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.kz(MARK + "bizEntityKey", SECRET));

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @Test
    void meterSpanEndpointAndLogHaveNoRecordAndNoSecret(CapturedOutput output) throws Exception {
        List<String> seen = new ArrayList<>();
        try (ConfigurableApplicationContext application = start()) {
            shareInEveryWay(application.getBean(KycSharingClient.class));
            callEveryOperationInEveryWay(application.getBean(KycSharingClient.class));
            int requests = EXCHANGE.exchange().journal().requests().size();

            String metersOfOurs = collectMeters(application.getBean(MeterRegistry.class), seen);
            assertThat(metersOfOurs)
                    .contains("accepted", "rejected", "not_sent", "outcome_unknown", "UNDOCUMENTED")
                    .contains(Arrays.stream(Operation.values())
                            .filter(operation -> operation != Operation.RESUME)
                            .map(operation -> "operation=" + operation.name().toLowerCase(Locale.ROOT))
                            .toList());
            for (String path : List.of("health", "kycsharing", "metrics", "metrics/kyc.sharing.call", "configprops")) {
                HttpResponse<String> response = get(application, path);
                assertThat(response.statusCode()).as(path).isIn(200, 503);
                // The key is no secret, and the endpoint shows the properties to the operator who sets them.
                seen.add(
                        path.equals("configprops")
                                ? response.body().replace(MARK + "bizEntityKey", "")
                                : response.body());
            }
            assertThat(spans.getFinishedSpanItems()).hasSizeGreaterThan(requests);
            spans.getFinishedSpanItems().forEach(span -> collectSpan(span, seen));
        }
        seen.add(output.toString());

        assertThat(output).contains("attempt 1", "metrics/kyc.sharing.call");
        assertThat(seen).anyMatch(text -> text.contains("REQ-unknown"));
        for (String marker : MARKERS) {
            assertThat(seen).noneMatch(text -> text.contains(marker));
        }
    }

    private static void shareInEveryWay(KycSharingClient client) {
        KycInfo record = record();
        assertThat(new String(KycJson.write(ShareKycRequest.of("R-1", record)), StandardCharsets.UTF_8))
                .contains(MARKERS);
        byte[] quoting = ("{\"code\":\"" + MARK + "\",\"message\":\"" + MARK + "\",\"data\":{\"" + MARK + "\":1}}")
                .getBytes(StandardCharsets.UTF_8);

        share(client, "REQ-accepted", record);
        share(client, "REQ-received", record, Fault.RESET_AFTER_PROCESSING);
        share(client, "REQ-rejected", record, Fault.code("10040102"));
        share(client, "REQ-undocumented", record, Fault.response(200, "application/json", quoting));
        share(client, "REQ-forbidden", record, Fault.response(403, "text/html", quoting));
        share(client, "REQ-system-error", record, Fault.SYSTEM_ERROR, Fault.SYSTEM_ERROR);
        share(client, "REQ-unknown", record, Fault.HTTP_503, Fault.response(503, "text/html", quoting));
        share(client, "REQ-garbage", record, Fault.GARBAGE, Fault.TRUNCATED_JSON);
        UserInfo user = Objects.requireNonNull(record.userInfo());
        share(
                client,
                "REQ-invalid",
                record.toBuilder()
                        .userInfo(user.toBuilder()
                                .entityCustomerId(MARK.repeat(100))
                                .build())
                        .build());
        for (Fault fault : List.of(Fault.NONE, Fault.GARBAGE, Fault.response(200, "application/json", quoting))) {
            EXCHANGE.exchange().faults().next(2, fault);
            Throwable failure = Assertions.catchThrowable(() -> client.checkStatus(KycStatusQuery.of(user)));
            assertThat(failure == null || failure instanceof KycSharingException)
                    .isTrue();
            EXCHANGE.exchange().faults().clear();
        }
        client.shareAsync(ShareKycRequest.of("REQ-async", record)).join();
    }

    private static void callEveryOperationInEveryWay(KycSharingClient client) {
        byte[] quoting = ("{\"code\":\"000000\",\"message\":\"" + MARK + "\",\"data\":{\"requestNo\":\"" + MARK
                        + "\",\"failMessage\":\"" + MARK + "\",\"rows\":[{\"recordId\":\"" + MARK + "\"}]}}")
                .getBytes(StandardCharsets.UTF_8);
        Fault quote = Fault.response(200, "application/json", quoting);
        for (Fault fault : List.of(Fault.NONE, quote, Fault.GARBAGE, Fault.SYSTEM_ERROR, Fault.code(MARK))) {
            for (Consumer<KycSharingClient> call : calls()) {
                EXCHANGE.exchange().faults().next(2, fault);
                Throwable failure = Assertions.catchThrowable(() -> call.accept(client));
                assertThat(failure == null || failure instanceof KycSharingException)
                        .isTrue();
                EXCHANGE.exchange().faults().clear();
            }
        }
    }

    private static List<Consumer<KycSharingClient>> calls() {
        String customer = MARK + "-customer";
        BrokerAccount account = BrokerAccount.of(MARK + "-main", MARK + "-sub");
        AccountHolder holder = AccountHolder.oauth(MARK + "-openId", MARK + "-client");
        InformationRequestFilter filter =
                InformationRequestFilter.builder().recordId(MARK + "-record").build();
        InformationFiles files = InformationFiles.of(MARK + "-type", "https://files.example/" + MARK + ".pdf");
        return List.of(
                client -> client.shareStatus(customer, MARK + "-number"),
                client -> client.accounts().linked(holder, MARK + "-main"),
                client -> client.accounts().link(List.of(AccountLink.of(holder, account))),
                client -> client.accounts().unlink(customer, account),
                client -> client.accounts().checkStatus(account),
                client -> client.accounts().refuse(customer),
                client -> client.informationRequests().page(filter, 1, 1),
                client -> client.informationRequests().submit(customer, MARK + "-record", List.of(files)),
                client -> client.informationRequests().submittedFiles(customer, MARK + "-record", MARK + "-number"));
    }

    private static void share(KycSharingClient client, String requestNo, KycInfo record, Fault... faults) {
        EXCHANGE.exchange().faults().forRequestNo(requestNo).next(faults);
        Throwable failure = Assertions.catchThrowable(() -> client.share(ShareKycRequest.of(requestNo, record)));
        if (failure != null) {
            assertThat(failure).isInstanceOf(KycSharingException.class);
        }
    }

    private static String collectMeters(MeterRegistry meters, List<String> seen) {
        StringBuilder own = new StringBuilder();
        for (Meter meter : meters.getMeters()) {
            String text = meter.getId() + " " + meter.getId().getDescription();
            seen.add(text);
            if (meter.getId().getName().startsWith("kyc.sharing")) {
                own.append(text);
            }
        }
        return own.toString();
    }

    private static void collectSpan(SpanData span, List<String> seen) {
        seen.add(span.getName() + span.getAttributes() + span.getStatus() + span.getResource());
        span.getEvents().forEach(event -> seen.add(event.getName() + event.getAttributes()));
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static KycInfo record() {
        try (InputStream json =
                Objects.requireNonNull(ObservabilityCanaryTest.class.getResourceAsStream("/canary-record.json"))) {
            return KycJson.readKycInfo(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(Broker.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("spans", SimpleSpanProcessor.create(spans)));
        return application.run(Stream.of(
                        "server.port=0",
                        "kyc-sharing.base-url=" + EXCHANGE.exchange().baseUrl(),
                        "kyc-sharing.biz-entity-key=" + MARK + "bizEntityKey",
                        "kyc-sharing.secret=" + SECRET,
                        "kyc-sharing.broker-type=kz-entity",
                        "kyc-sharing.retry.initial-backoff=1ms",
                        "kyc-sharing.retry.max-attempts=2",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-details=always",
                        "management.health.kyc-sharing.enabled=true",
                        "management.tracing.sampling.probability=1",
                        "logging.level.io.github.kycsharing=trace",
                        "logging.level.io.micrometer=trace",
                        "logging.level.org.springframework.web=trace",
                        "logging.level.okhttp3=trace")
                .map(property -> "--" + property)
                .toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {}
}
