package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycResponseMismatchException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A response that names another request or customer is used neither as an outcome nor as a status. */
@Timeout(60)
class EchoedIdentityTest {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final KycStatusQuery QUERY = KycStatusQuery.of(TestRecords.userInfo("42"));
    private static final String OTHER = "\"OTHER-9\"";

    private static String share(String code, String fields) {
        return "{\"code\":\"" + code + "\"," + fields + "}";
    }

    private static String status(String fields) {
        return "{\"code\":\"000000\",\"data\":{\"levelInfo\":{\"currentLevel\":{\"kycStatus\":\"PASS\"}}," + fields
                + "},\"success\":true}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"requestNo\":\"R-9\"",
                "\"requestNo\":9",
                "\"requestNo\":{\"a\":1}",
                "\"bizEntityKey\":\"OTHER\"",
                "\"entityCustomerId\":\"43\"",
                "\"entityCustomerId\":43",
                "\"data\":{\"requestNo\":\"R-9\"}",
                "\"data\":{\"bizEntityKey\":\"brokerkey\"}",
                "\"data\":{\"entityCustomerId\":\"43\"}",
                "\"data\":{\"statusInfo\":{\"entityCustomerId\":\"43\"}}",
                "\"data\":{\"statusInfo\":{\"requestNo\":\"R-9\"}}"
            })
    void ofAnotherRequestIsNoOutcome(String fields) throws IOException {
        for (String code : new String[] {"000000", "10040008", "10040102", "10040004", "NEW"}) {
            try (ScriptedServer server = ScriptedServer.following(ServerActions.response(share(code, fields)));
                    KycSharingClient client =
                            TestClients.standard(server.baseUrl()).build()) {
                assertThatExceptionOfType(KycOutcomeUnknownException.class)
                        .isThrownBy(() -> client.share(REQUEST))
                        .withMessageContaining("a response to another request, another ")
                        .satisfies(e -> assertThat(e.response()).isEmpty())
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("43", "R-9", "OTHER", "brokerkey"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"requestNo\":\"R-1\",\"bizEntityKey\":\"BROKERKEY\",\"entityCustomerId\":\"42\"",
                "\"entityCustomerId\":42,\"requestNo\":null,\"bizEntityKey\":\" \"",
                "\"data\":{\"requestNo\":\"R-1\",\"statusInfo\":{\"entityCustomerId\":42}}",
                "\"data\":[{\"requestNo\":\"R-9\"}]",
                "\"data\":{\"statusInfo\":null}"
            })
    void ofThisRequestOrOfNoneIsOne(String fields) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(share("000000", fields)));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.share(REQUEST).code().isSuccess()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"statusInfo\":{\"entityCustomerId\":" + OTHER + "}",
                "\"statusInfo\":{\"bizEntityKey\":" + OTHER + "}",
                "\"entityCustomerId\":" + OTHER,
                "\"bizEntityKey\":" + OTHER
            })
    void statusOfAnotherCustomerIsQueriedAgain(String fields) throws IOException {
        Move crossed = (conversation, received) -> {
            while (true) {
                received.add(conversation.readRequest());
                conversation.response(200, "", status(fields).getBytes(StandardCharsets.UTF_8));
            }
        };
        String own = status("\"statusInfo\":{\"entityCustomerId\":\"42\"}").replace("PASS", "REVIEW");
        try (ScriptedServer once = ScriptedServer.following(crossed, ServerActions.response(own));
                ScriptedServer always = ScriptedServer.following(crossed);
                KycSharingClient client = TestClients.standard(once.baseUrl()).build();
                KycSharingClient linked = TestClients.standard(always.baseUrl()).build()) {
            assertThat(client.checkStatus(QUERY).isPassed()).isFalse();
            assertThat(once.connections()).isEqualTo(2);

            assertThatExceptionOfType(KycResponseMismatchException.class)
                    .isThrownBy(() -> linked.checkStatus(QUERY))
                    .withMessageContaining("mixed up on the way")
                    .withMessageContaining("linked to another customer")
                    .satisfies(e -> {
                        assertThat(e).isInstanceOf(KycNoResponseException.class);
                        assertThat(e.attempts()).isEqualTo(2);
                        assertThat(e.nextStep()).isEqualTo(NextStep.CONTACT_EXCHANGE);
                        assertThat(e.response()).isEmpty();
                        assertThat(e.fields())
                                .singleElement()
                                .satisfies(field -> assertThat(e.getMessage()).contains(field));
                        assertThat(e.getMessage()).doesNotContain("OTHER-9");
                    });
            assertThat(always.connections()).isEqualTo(2);
        }
    }

    @Test
    void singularMessageForOneAttempt() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.following(ServerActions.response(status("\"entityCustomerId\":" + OTHER)));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycResponseMismatchException.class)
                    .isThrownBy(() -> client.checkStatus(
                            QUERY, DeliveryOptions.builder().maxAttempts(1).build()));
        }
    }
}
