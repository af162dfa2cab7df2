package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.KycExchangeTestConfiguration;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Validation in a Spring MVC controller and by the validator bean, as docs/validation.md shows it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"kyc-sharing.notify-url=.", "kyc-sharing.console.enabled=false"})
@Import({KycExchangeTestConfiguration.class, OnboardingController.class})
@ExtendWith(OutputCaptureExtension.class)
class OnboardingControllerTest {
    private static final String CANARY = "Zanzibar-4711-canary";

    private final JsonMapper json = new JsonMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private KycExchangeSimulator exchange;

    @Autowired
    private KycSharingClient client;

    @Autowired
    private KycValidator validator;

    @Test
    void sharesARecordWithoutTheFieldsThatTheClientFillsIn() throws Exception {
        KycInfo record = aCustomer().toBuilder()
                .userInfo(aCustomer().userInfo().toBuilder()
                        .bizEntityKey(null)
                        .notifyUrl(null)
                        .build())
                .build();
        HttpResponse<String> response = post(body(record));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(exchange)
                .accepted(json.readTree(response.body()).path("requestNo").asString());
    }

    @Test
    void reportsThePathsOfInvalidFields(CapturedOutput output) throws Exception {
        int received = exchange.journal().ofCall(Call.SHARE).size();
        HttpResponse<String> response = post(body(invalid()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json.readTree(response.body()))
                .isEqualTo(json.valueToTree(Map.of(
                        "basicInfo.country", "must be two upper-case letters",
                        "identityInfo.idNumber", "is mandatory",
                        "userInfo.entityCustomerId", "must consist of digits, letters and + - _ @")));
        assertThat(exchange.journal().ofCall(Call.SHARE)).hasSize(received);
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void namesNoValueOfABodyThatIsNotARecord(CapturedOutput output) throws Exception {
        HttpResponse<String> response = post("{\"basicInfo\": {\"dob\": \"" + CANARY + "\"}}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"\":\"is not a KYC record\"}");
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void theValidatorBeanAgreesWithTheClient() {
        KycInfo record = invalid();
        // tag::validator[]
        List<KycViolation> violations = validator.validate(record);
        List<String> fields = violations.stream().map(KycViolation::path).toList();
        // end::validator[]
        assertThat(fields)
                .containsExactly(
                        "kycInfo.basicInfo.country",
                        "kycInfo.identityInfo.idNumber",
                        "kycInfo.userInfo.entityCustomerId");
        assertThat(client.validate(record)).isEqualTo(violations);
    }

    @Test
    void validatesWithoutSending() {
        KycInfo record = aCustomer();
        int received = exchange.journal().ofCall(Call.SHARE).size();
        // tag::validate[]
        List<KycViolation> violations = client.validate(record);
        boolean canBeShared = violations.isEmpty();
        // end::validate[]
        assertThat(canBeShared).isTrue();
        assertThat(exchange.journal().ofCall(Call.SHARE)).hasSize(received);
    }

    @Test
    void normalizesTheTextsOfAForm() {
        KycInfo record = aCustomer().toBuilder()
                .basicInfo(aCustomer().basicInfo().toBuilder()
                        .country(" GB ")
                        .postalCode(" ")
                        .build())
                .build();
        // tag::normalized[]
        KycInfo trimmed = record.normalized();
        // end::normalized[]
        assertThat(client.validate(record)).isNotEmpty();
        assertThat(client.validate(trimmed)).isEmpty();
        assertThat(trimmed.basicInfo().postalCode()).isNull();
    }

    private static KycInfo invalid() {
        KycInfo valid = aCustomer();
        return valid.toBuilder()
                .userInfo(valid.userInfo().toBuilder()
                        .entityCustomerId(CANARY + " *")
                        .build())
                .basicInfo(valid.basicInfo().toBuilder().country(CANARY).build())
                .identityInfo(valid.identityInfo().toBuilder().idNumber(null).build())
                .build();
    }

    private String body(KycInfo record) {
        return json.writeValueAsString(record);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/customers"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
