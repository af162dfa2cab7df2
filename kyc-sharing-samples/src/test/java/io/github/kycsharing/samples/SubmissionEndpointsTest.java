package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Responses of POST and GET /kyc/submissions, with the finest log level. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "logging.level.root=trace")
@ExtendWith(OutputCaptureExtension.class)
class SubmissionEndpointsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private KycExchangeSimulator exchange;

    @Autowired
    private KycLanes lanes;

    @Autowired
    private JdbcClient database;

    /** The level is the process's. */
    @AfterAll
    static void resetLogLevel() {
        LoggingSystem.get(SubmissionEndpointsTest.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    @AfterEach
    void clearFaults() {
        exchange.faults().clear();
    }

    @Test
    void returns202AndImportsTheRecord(CapturedOutput output) {
        HttpResponse<String> response = PostedRecord.submit(port, PostedRecord.of("6001"));

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode body = PostedRecord.json(response);
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("id", "requestNo", "state");
        assertThat(body.path("state").asString()).isEqualTo("QUEUED");
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/kyc/submissions/" + body.path("id").asString());

        awaitState(location, "IMPORTED");
        JsonNode progress = PostedRecord.json(PostedRecord.get(port, location));
        assertThat(progress.path("requestNo")).isEqualTo(body.path("requestNo"));
        assertThat(progress.path("client").asString()).isEqualTo("default");
        assertThat(progress.path("attempts").asInt()).isEqualTo(1);
        assertThat(progress.path("history")
                        .valueStream()
                        .map(change -> change.path("state").asString()))
                .containsSubsequence("QUEUED", "DELIVERED", "IMPORTED");
        assertThat(exchange.ledgerEntry(body.path("requestNo").asString())
                        .orElseThrow()
                        .acceptedTimes())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(stateOfCustomer("6001")).contains("IMPORTED"));
        PersonalData.assertNoneIn(output.getAll());
        assertThat(PostedRecord.get(port, location).body()).doesNotContain("6001");
    }

    @Test
    void createsTheApiKeyWhenTheCustomerHasPassed(CapturedOutput output) {
        HttpResponse<String> response = PostedRecord.submit(port, PostedRecord.of("6012"));

        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(apiKeyCreated(location)).isFalse();
        await().atMost(Duration.ofSeconds(30)).until(() -> apiKeyCreated(location));
        assertThat(count("api_key where client = 'default' and broker_sub_account_id = '601277'"))
                .isEqualTo(1);
        assertThat(exchange.notifications().ofCustomer("6012"))
                .isNotEmpty()
                .allSatisfy(delivery -> assertThat(delivery.httpStatus()).hasValue(204));
        assertThat(PostedRecord.get(port, location).body()).doesNotContain("6012");
        PersonalData.assertNoneIn(output.getAll());
    }

    @Test
    void submitsAsTheClientInThePath() {
        HttpResponse<String> response = PostedRecord.submitTo(port, "kz", PostedRecord.of("6002", ExampleRecords.kz()));

        assertThat(response.statusCode()).isEqualTo(202);
        awaitState(response.headers().firstValue("Location").orElseThrow(), "IMPORTED");
        assertThat(exchange.ledger("KZBROKERKEY"))
                .containsKey(PostedRecord.json(response).path("requestNo").asString());
    }

    @Test
    void returnsTheSameSubmissionForTheSameRequestNo() {
        KycInfo record = PostedRecord.of("6003");
        JsonNode first = PostedRecord.json(PostedRecord.submit(port, "ORDER-3", record));
        awaitState("/kyc/submissions/" + first.path("id").asString(), "IMPORTED");

        HttpResponse<String> again = PostedRecord.submit(port, "ORDER-3", record);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(PostedRecord.json(again).path("id")).isEqualTo(first.path("id"));
        assertThat(PostedRecord.json(again).path("state").asString()).isEqualTo("IMPORTED");
    }

    @Test
    void acceptsTheRequestOfTheSpecification() {
        ExampleRequest request = new ExampleRequest("ORDER-4", PostedRecord.of("6004"));

        HttpResponse<String> response = PostedRecord.post(port, "/kyc/submissions", request.json());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(PostedRecord.json(response).path("requestNo").asString()).isEqualTo("ORDER-4");
    }

    @Test
    void returns409ForOtherContentUnderTheSameNumber() {
        JsonNode stored = PostedRecord.json(PostedRecord.submit(port, "ORDER-5", PostedRecord.of("6005")));

        HttpResponse<String> response = PostedRecord.submit(port, "ORDER-5", PostedRecord.of("6006"));

        assertProblem(response, 409);
        JsonNode problem = PostedRecord.json(response);
        assertThat(problem.path("reason").asString()).isEqualTo("CONTENT_CONFLICT");
        assertThat(problem.path("requestNo").asString()).isEqualTo("ORDER-5");
        assertThat(problem.path("id")).isEqualTo(stored.path("id"));
        assertThat(stateOfCustomer("6006")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = KycSubmissionException.Reason.class,
            names = {"VERSION_CONFLICT", "STATE_NOT_ALLOWED", "BODY_ERASED"})
    void returns409ForARefusedCommand(KycSubmissionException.Reason reason) {
        ProblemDetail problem =
                new KycProblems().refused(new KycSubmissionException(reason, "refused", UUID.randomUUID(), "ORDER-6"));

        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getProperties()).containsEntry("reason", reason).containsEntry("requestNo", "ORDER-6");
    }

    @Test
    void returns422AndStoresNothingForAnInvalidRecord(CapturedOutput output) {
        KycInfo record = PostedRecord.of("6007");
        IdentityInfo identity = Objects.requireNonNull(record.identityInfo());

        HttpResponse<String> response = PostedRecord.submit(
                port,
                record.toBuilder()
                        .identityInfo(identity.toBuilder().idNumber(null).build())
                        .build());

        assertProblem(response, 422);
        assertThat(PostedRecord.json(response)
                        .path("violations")
                        .path(0)
                        .path("path")
                        .asString())
                .isEqualTo("kycInfo.identityInfo.idNumber");
        assertThat(stateOfCustomer("6007")).isEmpty();
        assertThat(count("kyc_sharing_submission where entity_customer_id = '6007'"))
                .isZero();
        PersonalData.assertNoneIn(output.getAll());
    }

    @Test
    void returns422ForARequestNoThatIsNoText() {
        HttpResponse<String> response = PostedRecord.post(port, "/kyc/submissions", "{\"requestNo\":17}");

        assertProblem(response, 422);
    }

    @Test
    void returns400ForABodyThatIsNotJson() {
        assertProblem(PostedRecord.post(port, "/kyc/submissions", "{\"requestNo\":"), 400);
        assertProblem(PostedRecord.post(port, "/kyc/submissions", ""), 400);
    }

    @Test
    void returns404ForAnUnknownClientOrSubmission() {
        assertProblem(PostedRecord.submitTo(port, "uk", PostedRecord.of("6008")), 404);
        assertProblem(PostedRecord.get(port, "/kyc/submissions/" + UUID.randomUUID()), 404);
        assertProblem(PostedRecord.get(port, "/kyc/submissions/no-uuid"), 404);
        assertThat(stateOfCustomer("6008")).isEmpty();
    }

    @Test
    void sendsOnceIfAResponseIsLost() {
        exchange.faults().forRequestNo("ORDER-9").next(Fault.RESET_AFTER_PROCESSING);

        HttpResponse<String> response = PostedRecord.submit(port, "ORDER-9", PostedRecord.of("6009"));

        awaitState(response.headers().firstValue("Location").orElseThrow(), "IMPORTED");
        assertThat(exchange.ledgerEntry("ORDER-9").orElseThrow().acceptedTimes())
                .isEqualTo(1);
    }

    @Test
    void keepsARejectedRecordsCode() {
        exchange.faults().forRequestNo("ORDER-10").next(Fault.code("10040102"));

        HttpResponse<String> response = PostedRecord.submit(port, "ORDER-10", PostedRecord.of("6010"));

        String location = response.headers().firstValue("Location").orElseThrow();
        awaitState(location, "REJECTED");
        assertThat(PostedRecord.json(PostedRecord.get(port, location))
                        .path("code")
                        .asString())
                .isEqualTo("10040102");
    }

    @Test
    void acceptsRecordsWhileTheLaneIsPaused() {
        lanes.pause("default", new Intervention("test", "maintenance"));
        try {
            HttpResponse<String> response = PostedRecord.submit(port, PostedRecord.of("6011"));
            assertThat(response.statusCode()).isEqualTo(202);
        } finally {
            lanes.resume("default", new Intervention("test", "maintenance has ended"));
        }
        await().untilAsserted(() -> assertThat(stateOfCustomer("6011")).contains("IMPORTED"));
    }

    @Test
    void listensOnThisMachineOnly() throws IOException {
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port).close();
        // Reached if the server listens on all addresses.
        assertThatThrownBy(() -> new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), port).close())
                .isInstanceOf(IOException.class);
    }

    private boolean apiKeyCreated(String location) {
        return PostedRecord.json(PostedRecord.get(port, location))
                .path("apiKeyCreated")
                .asBoolean();
    }

    private void awaitState(String location, String state) {
        await().untilAsserted(() -> assertThat(PostedRecord.json(PostedRecord.get(port, location))
                        .path("state")
                        .asString())
                .isEqualTo(state));
    }

    private Optional<String> stateOfCustomer(String entityCustomerId) {
        List<String> states = database.sql("select kyc_state from customer where entity_customer_id = ?")
                .param(entityCustomerId)
                .query(String.class)
                .list();
        return states.stream().findFirst();
    }

    private long count(String rows) {
        return database.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).doesNotContain("io.github.kycsharing").doesNotContain("trace");
    }

    /** The whole request, as the specification writes it. */
    private record ExampleRequest(String requestNo, KycInfo kycInfo) {
        String json() {
            return "{\"requestNo\":\"" + requestNo + "\",\"kycInfo\":" + PostedRecord.text(kycInfo) + "}";
        }
    }
}
