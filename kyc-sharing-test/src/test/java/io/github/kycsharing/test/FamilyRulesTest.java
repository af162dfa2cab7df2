package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.ReceivedRequest.Effect;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rules and faults that all calls around sharing have in common. */
class FamilyRulesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.of(
            ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET),
            ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET));

    private static final String CUSTOMER = "\"entityCustomerId\":\"C1\"";
    private static final String ACCOUNTS = "\"brokerMainAccountId\":\"1\",\"brokerSubAccountId\":\"SUB-C1\"";

    private KycExchangeSimulator exchange;
    private Broker broker;
    private String recordId;
    private String submissionNo = "unknown";

    @BeforeEach
    void prepare() {
        exchange = EXCHANGE.exchange();
        broker = new Broker(exchange.baseUrl());
        exchange.status("C1").set(ExchangeStatus.PROCESS);
        recordId = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT")).recordId();
    }

    /** A body that keeps the rules, for each call. */
    private static Map<Call, String> bodies(String recordId) {
        String rfi = CUSTOMER + ",\"kycType\":\"USER\",\"recordId\":\"" + recordId + "\"";
        return Map.of(
                Call.STATUS_QUERY, "{" + CUSTOMER + ",\"kycType\":\"USER\"," + ACCOUNTS + "}",
                Call.SHARE_STATUS_QUERY, "{" + CUSTOMER + ",\"requestNo\":\"R1\"}",
                Call.SUB_ACCOUNT_STATUS_QUERY, "{" + ACCOUNTS + "}",
                Call.LINKED_ACCOUNTS_QUERY, "{" + CUSTOMER + ",\"brokerMainAccountId\":\"1\"}",
                Call.LINK_ACCOUNTS, "{\"accountList\":[{" + CUSTOMER + "," + ACCOUNTS + "}]}",
                Call.UNLINK_ACCOUNT, "{" + CUSTOMER + "," + ACCOUNTS + "}",
                Call.REFUSE_KYC, "{" + CUSTOMER + "}",
                Call.RFI_RECORDS_QUERY, "{\"page\":1,\"rows\":10}",
                Call.RFI_SUBMISSION,
                        "{" + rfi + ",\"fileDataList\":[{\"type\":\"PASSPORT\",\"files\":"
                                + "[{\"fileUrl\":\"https://files.example.com/a.pdf\"}]}]}",
                Call.RFI_RESULT_QUERY, "{" + rfi + ",\"requestNo\":\"SUBMISSION\"}");
    }

    private static String body(Call call, String recordId) {
        return Objects.requireNonNull(bodies(recordId).get(call), "a body");
    }

    private static String name(Call call) {
        return call.path().substring(call.path().lastIndexOf('/') + 1);
    }

    private JsonNode call(Call call) {
        return broker.call(name(call), body(call, recordId).replace("SUBMISSION", submissionNo));
    }

    private static Stream<Call> calls() {
        return Arrays.stream(Call.values()).filter(call -> call != Call.SHARE);
    }

    private void submitFiles() {
        submissionNo = call(Call.RFI_SUBMISSION).path("data").path("requestNo").stringValue();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void acceptsABodyThatKeepsTheRules(Call call) {
        submitFiles();
        JsonNode response = call(call);

        assertThat(response.path("code").stringValue()).isEqualTo("000000");
        assertThat(response.path("success").booleanValue()).isTrue();
        assertThat(exchange.journal().last().orElseThrow()).satisfies(request -> {
            assertThat(request.call()).isEqualTo(call);
            assertThat(request.effect()).isIn(Effect.QUERIED, Effect.APPLIED);
            assertThat(request.signatureValid()).isTrue();
        });
        assertThat(exchange.ledger()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesAnUnknownEntityAndAWrongSignature(Call call) {
        String body = Broker.withKey(body(call, recordId));
        byte[] foreign = body.replace(Broker.STANDARD_KEY, "UNKNOWN").getBytes(StandardCharsets.UTF_8);

        assertThat(Broker.code(broker.postTo(name(call), foreign, Broker.sign(Broker.STANDARD_SECRET, foreign))))
                .isEqualTo("000002");
        HttpResponse<byte[]> response = broker.postTo(name(call), body.getBytes(StandardCharsets.UTF_8), "00");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}");
        assertThat(Broker.code(broker.postTo(name(call), "nonsense"))).isEqualTo("10040005");
        assertThat(exchange.journal().requests()).allMatch(request -> request.effect() == Effect.REJECTED);
    }

    private static Stream<Arguments> mandatoryFields() {
        return calls().flatMap(call -> {
            ObjectNode body = (ObjectNode) JSON.readTree(body(call, "1"));
            return body.propertyNames().stream().map(name -> Arguments.of(call, name));
        });
    }

    @ParameterizedTest
    @MethodSource("mandatoryFields")
    void refusesAMissingField(Call call, String field) {
        submitFiles();
        ObjectNode body = (ObjectNode) JSON.readTree(body(call, recordId));
        body.remove(field);

        JsonNode response = broker.call(name(call), body.toString());
        assertThat(response.path("code").stringValue()).isEqualTo("000002");
        assertThat(response.path("messageDetail").stringValue()).startsWith(field);
    }

    @ParameterizedTest
    @MethodSource("mandatoryFields")
    void refusesAFieldOfTheWrongType(Call call, String field) {
        ObjectNode body = (ObjectNode) JSON.readTree(body(call, recordId));
        body.put(field, true);

        assertThat(broker.call(name(call), body.toString()).path("code").stringValue())
                .isEqualTo("10040005");
    }

    private static Stream<Arguments> wrongBodies() {
        String account = "{" + CUSTOMER + "," + ACCOUNTS + "}";
        String rfi = "{" + CUSTOMER + ",\"kycType\":\"USER\",\"recordId\":\"RECORD\",\"fileDataList\":";
        return Stream.of(
                Arguments.of(
                        Call.SHARE_STATUS_QUERY,
                        "{" + CUSTOMER + ",\"requestNo\":\"" + "R".repeat(121) + "\"}",
                        "000002"),
                Arguments.of(Call.SHARE_STATUS_QUERY, "{\"entityCustomerId\":\"a b\",\"requestNo\":\"R1\"}", "000002"),
                Arguments.of(Call.REFUSE_KYC, "{\"entityCustomerId\":\"" + "c".repeat(129) + "\"}", "000002"),
                Arguments.of(Call.LINK_ACCOUNTS, "{\"accountList\":[]}", "000002"),
                Arguments.of(Call.LINK_ACCOUNTS, "{\"accountList\":{}}", "10040005"),
                Arguments.of(Call.LINK_ACCOUNTS, "{\"accountList\":[" + account + ",7]}", "10040005"),
                Arguments.of(Call.LINK_ACCOUNTS, "{\"accountList\":[" + account + ",{" + CUSTOMER + "}]}", "000002"),
                Arguments.of(Call.LINK_ACCOUNTS, "{\"accountList\":[{" + ACCOUNTS + "}]}", "000002"),
                Arguments.of(Call.LINK_ACCOUNTS, "{\"accountList\":[{\"openId\":\"o\"," + ACCOUNTS + "}]}", "000002"),
                Arguments.of(
                        Call.LINKED_ACCOUNTS_QUERY,
                        "{\"oauthClientId\":\"a\",\"brokerMainAccountId\":\"1\"}",
                        "000002"),
                Arguments.of(Call.RFI_RECORDS_QUERY, "{\"page\":0,\"rows\":10}", "000002"),
                Arguments.of(Call.RFI_RECORDS_QUERY, "{\"page\":1,\"rows\":-1}", "000002"),
                Arguments.of(Call.RFI_RECORDS_QUERY, "{\"page\":1.5,\"rows\":1}", "10040005"),
                Arguments.of(Call.RFI_RECORDS_QUERY, "{\"page\":1,\"rows\":1,\"startTime\":\"22.11.2026\"}", "000002"),
                Arguments.of(Call.RFI_RECORDS_QUERY, "{\"page\":1,\"rows\":1,\"endTime\":\"2026-02-30\"}", "000002"),
                Arguments.of(Call.RFI_SUBMISSION, rfi + "[]}", "000002"),
                Arguments.of(Call.RFI_SUBMISSION, rfi + "[{\"type\":\"SELFIE\",\"files\":[]}]}", "000002"),
                Arguments.of(Call.RFI_SUBMISSION, rfi + "[{\"type\":\"PASSPORT\",\"files\":{}}]}", "10040005"),
                Arguments.of(
                        Call.RFI_SUBMISSION,
                        rfi + "[{\"type\":\"PASSPORT\",\"files\":[{\"fileUrl\":\"a.pdf\"}]}]}",
                        "000002"),
                Arguments.of(
                        Call.RFI_RESULT_QUERY,
                        "{" + CUSTOMER + ",\"kycType\":\"COMPANY\",\"recordId\":\"RECORD\",\"requestNo\":\"R\"}",
                        "000002"));
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void refusesWhatBreaksARule(Call call, String body, String code) {
        JsonNode response = broker.call(name(call), body.replace("RECORD", recordId));

        assertThat(response.path("code").stringValue()).isEqualTo(code);
        assertThat(exchange.journal().last().orElseThrow().effect()).isEqualTo(Effect.REJECTED);
        assertThat(exchange.linkedAccounts()).isEmpty();
    }

    @Test
    void refusesAccountIdsThatAreNotDigitsIfSetSo() {
        try (KycExchangeSimulator strict = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .digitsOnlyAccountIds(true)
                .start()) {
            Broker client = new Broker(strict.baseUrl());
            for (Call call : List.of(Call.SUB_ACCOUNT_STATUS_QUERY, Call.LINK_ACCOUNTS, Call.UNLINK_ACCOUNT)) {
                String body = body(call, "1");
                assertThat(client.call(name(call), body).path("code").stringValue())
                        .isEqualTo("000002");
                assertThat(client.call(name(call), body.replace("SUB-C1", "22"))
                                .path("code")
                                .stringValue())
                        .isEqualTo("000000");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void meetsFaultsOfItsCallOnly(Call call) {
        submitFiles();
        exchange.faults().forCall(call).next(Fault.HTTP_503, Fault.SYSTEM_ERROR_NUMBER_USED_UP, Fault.code("31337"));
        Call other = call == Call.STATUS_QUERY ? Call.SHARE_STATUS_QUERY : Call.STATUS_QUERY;

        assertThat(call(other).path("code").stringValue()).isEqualTo("000000");
        assertThat(broker.postTo(name(call), "{}").statusCode()).isEqualTo(503);
        assertThat(call(call).path("code").stringValue()).isEqualTo("10040004");
        assertThat(exchange.journal().last().orElseThrow().effect()).isEqualTo(Effect.NONE);
        assertThat(call(call).path("code").stringValue()).isEqualTo("31337");
        assertThat(call(call).path("code").stringValue()).isEqualTo("000000");
        assertThat(exchange.ledger()).isEmpty();
    }

    @Test
    void losesTheResponseOfAWriteBeforeOrAfterItsEffect() {
        exchange.faults().forCall(Call.LINK_ACCOUNTS).next(Fault.RESET_BEFORE_PROCESSING, Fault.RESET_AFTER_PROCESSING);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> call(Call.LINK_ACCOUNTS));
        assertThat(exchange.linkedAccounts()).isEmpty();
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> call(Call.LINK_ACCOUNTS));
        assertThat(exchange.linkedAccounts()).hasSize(1);
        assertThat(exchange.journal().last().orElseThrow().effect()).isEqualTo(Effect.APPLIED);
    }

    @Test
    void scriptsACustomerBeforeItsCalls() {
        exchange.faults().forCall(Call.REFUSE_KYC).next(Fault.code("2"));
        exchange.faults().forCustomer("C1").next(Fault.code("1"));

        assertThat(call(Call.REFUSE_KYC).path("code").stringValue()).isEqualTo("1");
        assertThat(call(Call.REFUSE_KYC).path("code").stringValue()).isEqualTo("2");
        exchange.faults().forRequestNo("R1").next(Fault.code("3"));
        assertThat(call(Call.SHARE_STATUS_QUERY).path("code").stringValue()).isEqualTo("000000");
    }
}
