package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Responses of POST /kyc, with the finest log level. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "kyc-sharing.retry.initial-backoff=1ms",
            "kyc-sharing.retry.max-backoff=1ms",
            "kyc-sharing.retry.max-attempts=3",
            // Only a notification causes a status query, so that the faults of a test concern its own requests.
            "kyc-sharing.tracking.initial-pause=1h",
            "kyc-sharing.tracking.max-pause=1h",
            "logging.level.root=trace"
        })
@ExtendWith(OutputCaptureExtension.class)
class BrokerApplicationTest {
    @LocalServerPort
    private int port;

    @Autowired
    private KycExchangeSimulator exchange;

    @Autowired
    private ApiKeys apiKeys;

    @Autowired
    private JdbcClient database;

    /** The level is the process's. */
    @AfterAll
    static void resetLogLevel() {
        LoggingSystem.get(BrokerApplicationTest.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    /** Resets the exchange after the polls of the demonstration, which would appear in its journal. */
    @BeforeEach
    void reset() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.sql("select count(distinct client) from api_key")
                                .query(Long.class)
                                .single()
                        == 2);
        exchange.reset();
    }

    @Test
    void returns200ForAnAcceptedRecord(CapturedOutput output) {
        HttpResponse<String> response = PostedRecord.post(port, PostedRecord.of("1001"));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = PostedRecord.json(response);
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("requestNo", "code", "outcome");
        assertThat(body.path("code").asString()).isEqualTo("000000");
        assertThat(body.path("outcome").asString()).isEqualTo("ACCEPTED");
        ReceivedRequest received = shares().get(0);
        assertThat(body.path("requestNo").asString()).isEqualTo(received.requestNo());
        assertThat(received.signatureValid()).isTrue();
        assertThat(received.bodyText())
                .contains("\"bizEntityKey\":\"BROKERKEY\"")
                .contains("\"notifyUrl\":\"http://localhost:" + port + "/kyc-sharing/notifications/");
        assertNothingPersonal(output);
    }

    @Test
    void createsTheApiKeyWhenTheExchangeNotifies(CapturedOutput output) {
        PostedRecord.post(port, PostedRecord.of("1013"));
        assertThat(apiKeys.isCreated("default", "101377")).isFalse();

        exchange.status("1013").set(ExchangeStatus.PASS);

        assertThat(exchange.notifications().ofCustomer("1013"))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.httpStatus()).hasValue(204));
        await().atMost(Duration.ofSeconds(30)).until(() -> apiKeys.isCreated("default", "101377"));
        assertNothingPersonal(output);
    }

    @Test
    void sharesAsTheEntityInThePath() {
        HttpResponse<String> response = PostedRecord.postTo(port, "kz", PostedRecord.of("1010", ExampleRecords.kz()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(shares()).singleElement().satisfies(received -> {
            assertThat(received.bizEntityKey()).isEqualTo("KZBROKERKEY");
            assertThat(received.signatureValid()).isTrue();
            assertThat(received.tookEffect()).isTrue();
        });
        assertThat(PostedRecord.postTo(port, "default", PostedRecord.of("1011")).statusCode())
                .isEqualTo(200);
        assertThat(shares().get(1).bizEntityKey()).isEqualTo("BROKERKEY");
    }

    @Test
    void returns404ForAnUnknownEntity() {
        HttpResponse<String> response = PostedRecord.postTo(port, "uk", PostedRecord.of("1012"));

        assertProblem(response, 404);
        assertThat(PostedRecord.json(response).path("detail").asString()).contains("default, kz");
        assertThat(shares().isEmpty()).isTrue();
    }

    @Test
    void returns504ForADuplicateAfterALostResponse() {
        exchange.faults().forCall(Call.SHARE).next(Fault.RESET_AFTER_PROCESSING);

        HttpResponse<String> response = PostedRecord.post(port, PostedRecord.of("1002"));

        assertProblem(response, 504);
        assertThat(PostedRecord.json(response).path("title").asString()).isEqualTo("Outcome unknown");
    }

    @Test
    void returns422WithAllViolations(CapturedOutput output) {
        KycInfo record = PostedRecord.of("1003");
        IdentityInfo identity = Objects.requireNonNull(record.identityInfo());
        KycInfo invalid = record.toBuilder()
                .identityInfo(
                        identity.toBuilder().idNumber(null).idCountry("ae").build())
                .build();

        HttpResponse<String> response = PostedRecord.post(port, invalid);

        assertProblem(response, 422);
        JsonNode violations = PostedRecord.json(response).path("violations");
        assertThat(violations.size()).isEqualTo(2);
        assertThat(violations.path(0).path("path").asString()).isEqualTo("kycInfo.identityInfo.idCountry");
        assertThat(violations.path(0).path("rule").asString()).isEqualTo("COUNTRY_CODE");
        assertThat(violations.path(0).path("message").asString()).isEqualTo("must be two upper-case letters");
        assertThat(violations.path(1).path("path").asString()).isEqualTo("kycInfo.identityInfo.idNumber");
        assertThat(violations.path(1).path("rule").asString()).isEqualTo("MANDATORY");
        assertThat(shares().isEmpty()).isTrue();
        assertNothingPersonal(output);
    }

    @Test
    void returns422WithThePathForAWrongType(CapturedOutput output) {
        HttpResponse<String> response =
                PostedRecord.post(port, "{\"basicInfo\":{\"dob\":\"testFirstName\",\"city\":\"testCity\"}}");

        assertProblem(response, 422);
        assertThat(PostedRecord.json(response)
                        .path("violations")
                        .path(0)
                        .path("path")
                        .asString())
                .isEqualTo("kycInfo.basicInfo.dob");
        assertThat(response.body()).doesNotContain("testFirstName");
        assertNothingPersonal(output);
    }

    @Test
    void returns400ForABodyThatIsNotJson(CapturedOutput output) {
        HttpResponse<String> response = PostedRecord.post(port, "{\"basicInfo\":{\"firstName\":\"testFirstName\"");

        assertProblem(response, 400);
        assertThat(PostedRecord.json(response).path("title").asString()).isEqualTo("Not a KYC record");
        assertThat(response.body()).doesNotContain("testFirstName");
        assertNothingPersonal(output);
    }

    @Test
    void returns400ForAnEmptyBody() {
        assertProblem(PostedRecord.post(port, ""), 400);
    }

    @Test
    void returns502WithCodeAndNameOfARejection(CapturedOutput output) {
        exchange.faults().forCall(Call.SHARE).next(Fault.code("10040102"));

        HttpResponse<String> response = PostedRecord.post(port, PostedRecord.of("1004"));

        assertProblem(response, 502);
        JsonNode problem = PostedRecord.json(response);
        assertThat(problem.path("code").asString()).isEqualTo("10040102");
        assertThat(problem.path("name").asString()).isEqualTo("INVALID_BROKER_ACCOUNT");
        assertThat(problem.path("requestNo").asString())
                .isEqualTo(shares().get(0).requestNo());
        assertThat(output.getAll().contains("10040102 INVALID_BROKER_ACCOUNT")).isTrue();
        assertNothingPersonal(output);
    }

    @Test
    void returns502ForAnAddressThatIsNotAllowListed() {
        exchange.faults().forCall(Call.SHARE).always(Fault.FORBIDDEN);

        HttpResponse<String> response = PostedRecord.post(port, PostedRecord.of("1005"));

        assertProblem(response, 502);
        assertThat(PostedRecord.json(response).path("detail").asString()).contains("not allow-listed");
        assertThat(PostedRecord.json(response).path("code").isMissingNode()
                        || PostedRecord.json(response).path("code").isNull())
                .isTrue();
    }

    @Test
    void returns504ForAnUnknownOutcome(CapturedOutput output) {
        exchange.faults().forCall(Call.SHARE).always(Fault.RESET_BEFORE_PROCESSING);

        HttpResponse<String> response = PostedRecord.post(port, PostedRecord.of("1006"));

        assertProblem(response, 504);
        JsonNode problem = PostedRecord.json(response);
        assertThat(problem.path("attempts").asInt()).isEqualTo(3);
        assertThat(problem.path("lastSeen").asString()).isNotBlank();
        assertThat(problem.path("requestNo").asString())
                .isEqualTo(shares().get(0).requestNo());
        assertNothingPersonal(output);
    }

    /** Without the background queries of the tracking. */
    private List<ReceivedRequest> shares() {
        return exchange.journal().ofCall(Call.SHARE);
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(PostedRecord.json(response).path("status").asInt()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("io.github.kycsharing").doesNotContain("trace");
    }

    private static void assertNothingPersonal(CapturedOutput output) {
        assertThat(output.getAll().contains("POST \"/kyc\""))
                .as("the request is logged at all")
                .isTrue();
        PersonalData.assertNoneIn(output.getAll());
    }
}
