package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycNotificationUrls;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class DemonstrationTest {
    @Test
    void showsBothFlowsWithoutPersonalData(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start()) {
            List<ReceivedRequest> received = context.getBean(KycExchangeSimulator.class).journal().requests().stream()
                    .filter(request -> request.call() == ReceivedRequest.Call.SHARE)
                    .toList();
            assertThat(received).hasSize(2).allSatisfy(request -> {
                assertThat(request.tookEffect()).isTrue();
                assertThat(request.signature()).isPresent();
                assertThat(output)
                        .contains("X-SHA2-Signature: " + request.signature().orElseThrow() + " over "
                                + request.bodySize() + " bytes, verified by the exchange")
                        .contains("response     000000 SUCCESS, outcome ACCEPTED, requestNo " + request.requestNo());
            });
            assertThat(received).extracting(ReceivedRequest::bizEntityKey).containsExactly("BROKERKEY", "KZBROKERKEY");
            awaitPassed(output, "default");
            awaitPassed(output, "kz");
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select client from api_key order by client")
                            .query(String.class)
                            .list())
                    .containsExactly("default", "kz");
        }
        assertThat(output)
                .contains("sent       KycInfo[userInfo=UserInfo[entityCustomerId=***")
                .contains("questionnaireInfo=QuestionnaireInfo[version=***, answers=2 values]")
                .contains("violation  kycInfo.identityInfo.firstName must be the same as in basicInfo [NAMES_MATCH]")
                .contains("violation  kycInfo.identityInfo.lastName must be the same as in basicInfo [NAMES_MATCH]");
        PersonalData.assertNoneIn(output.getAll());
    }

    @Test
    void acknowledgesEachNotificationAndQueriesTheStatus(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start()) {
            KycExchangeSimulator exchange = context.getBean(KycExchangeSimulator.class);
            assertThat(exchange.notifications().deliveries()).hasSize(2).allSatisfy(delivery -> {
                assertThat(delivery.httpStatus()).hasValue(204);
                assertThat(delivery.notifyUrl()).contains("/kyc-sharing/notifications/");
            });
            awaitPassed(output, "default");
            awaitPassed(output, "kz");
            assertThat(exchange.journal().statusQueries())
                    .extracting(ReceivedRequest::bizEntityKey)
                    .contains("BROKERKEY", "KZBROKERKEY");
        }
    }

    @Test
    void startsWithAConfiguredNotifyUrl(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start("--kyc-sharing.notify-url=https://broker.example.com/kyc")) {
            assertThat(context.getBeanNamesForType(KycNotificationUrls.class)).isEmpty();
            assertThat(PostedRecord.post(port(context), PostedRecord.of("2003")).statusCode())
                    .isEqualTo(200);
            awaitPassed(output, "default");
            assertThat(context.getBean(KycExchangeSimulator.class)
                            .notifications()
                            .deliveries())
                    .isNotEmpty()
                    .allSatisfy(delivery -> assertThat(delivery.httpStatus()).isEmpty());
        }
        assertThat(output).contains("outcome ACCEPTED");
    }

    @Test
    void servesRequestsAfterTheDemonstration() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(PostedRecord.post(port(context), PostedRecord.of("2001")).statusCode())
                    .isEqualTo(200);
            assertThat(context.getBeansOfType(KycSharingClient.class))
                    .containsOnlyKeys("kycSharingClient", "kycSharingClient-kz");
        }
    }

    @Test
    void isOmittedForAKzEntity(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("--kyc-sharing.broker-type=KZ_ENTITY")) {
            assertThat(PostedRecord.post(port(context), PostedRecord.of("2002", ExampleRecords.kz()))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(output).doesNotContain("sent       ");
    }

    @Test
    void embeddedExchangeEndsWithTheApplication() {
        int exchangePort;
        try (ConfigurableApplicationContext context = start()) {
            exchangePort = context.getBean(KycExchangeSimulator.class).port();
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), exchangePort).close())
                .isInstanceOf(ConnectException.class);
    }

    private static void awaitPassed(CapturedOutput output, String client) {
        String line = "status     a customer of the client " + client + " is PASS: may trade, the API key is created";
        await().atMost(Duration.ofSeconds(30)).until(() -> output.getAll().contains(line));
    }

    private static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(BrokerApplication.class)
                .properties("server.port=0")
                .run(arguments);
    }
}
