package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The log line of a failed call: it contains the requestNo and no personal data. */
@Timeout(60)
class FailureLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.kycsharing.KycSharingClient");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // A new client logs a line too, which SharingTest checks.
            if (!event.getMessage().startsWith("KYC sharing client {}: entity")) {
                super.append(event);
            }
        }
    };

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private void share(Move move, UnaryOperator<KycSharingClientBuilder> change) throws IOException {
        share(move, change, ShareKycRequest.of("R-1", TestRecords.standard("CANARY-42")));
    }

    private void share(Move move, UnaryOperator<KycSharingClientBuilder> change, ShareKycRequest request)
            throws IOException {
        try (ScriptedServer server = ScriptedServer.following(move);
                KycSharingClient client = change.apply(
                                TestClients.standard(server.baseUrl()).name("eu"))
                        .build()) {
            assertThat(catchThrowable(() -> client.share(request))).isNotNull();
        }
    }

    private void line(Level level, String text) {
        assertThat(lines.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(level);
            assertThat(event.getFormattedMessage()).isEqualTo(text).doesNotContain("CANARY");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void unknownOutcomeIsLoggedAsWarning() throws IOException {
        share(ServerActions.resetAfterBody(), builder -> builder);
        line(
                Level.WARN,
                "share of client eu failed: outcome unknown, requestNo R-1, attempts 3, code none,"
                        + " reason no response (SocketException)");
    }

    @Test
    void beforeSendFailureIsLoggedAsWarning() throws IOException {
        share(
                ServerActions.accept(),
                builder -> builder.beforeSend(customer -> {
                    throw new IllegalStateException("CANARY");
                }));
        line(
                Level.WARN,
                "share of client eu failed: not sent, requestNo R-1, attempts 0, code none, reason BEFORE_SEND_FAILED");
    }

    @Test
    void rejectionIsLoggedAsInfo() throws IOException {
        share(ServerActions.response(ServerActions.error("10040102")), builder -> builder);
        line(
                Level.INFO,
                "share of client eu failed: rejected, requestNo R-1, attempts 1,"
                        + " code 10040102 INVALID_BROKER_ACCOUNT, reason INVALID_BROKER_ACCOUNT");
    }

    @Test
    void doesNotRepeatAMalformedCode() throws IOException {
        share(ServerActions.response(ServerActions.error("CANARY")), builder -> builder);
        line(
                Level.INFO,
                "share of client eu failed: rejected, requestNo R-1, attempts 1, code (6 characters) UNDOCUMENTED,"
                        + " reason UNDOCUMENTED");
    }

    @Test
    void accessDeniedIsLoggedAsInfo() throws IOException {
        share(ServerActions.response(403, "", "<html>CANARY"), builder -> builder);
        line(
                Level.INFO,
                "share of client eu failed: rejected, requestNo R-1, attempts 1, code none, reason ACCESS_DENIED");
    }

    @Test
    void anInvalidRecordNamesItsFields() throws IOException {
        KycInfo record = TestRecords.standard("CANARY-42");
        KycInfo invalid = record.toBuilder()
                .basicInfo(Objects.requireNonNull(record.basicInfo()).toBuilder()
                        .country("CANARY")
                        .build())
                .build();
        share(ServerActions.accept(), builder -> builder, ShareKycRequest.of("R-1", invalid));
        assertThat(lines.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getFormattedMessage())
                    .startsWith("share of client eu failed: not sent, requestNo R-1, attempts 0, code none,"
                            + " reason INVALID (kycInfo.basicInfo.country ")
                    .doesNotContain("CANARY");
        });
    }

    @Test
    void requestNoCannotForgeALogLine() throws IOException {
        share(
                ServerActions.response(ServerActions.error("10040102")),
                builder -> builder,
                ShareKycRequest.of("R\r\n\u2028INFO x", TestRecords.standard("42")));
        assertThat(lines.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("requestNo R???INFO x,")
                        .doesNotContain("\n", "\r", "\u2028"));
    }

    @Test
    void queryWithoutResponseIsLoggedAsInfo() throws IOException {
        KycStatusQuery query = KycStatusQuery.of(
                Objects.requireNonNull(TestRecords.standard("CANARY-42").userInfo()));
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(200, "", "<html>CANARY"));
                KycSharingClient client =
                        TestClients.standard(server.baseUrl()).name("eu").build()) {
            assertThat(catchThrowable(() -> client.checkStatus(query))).isNotNull();
        }
        assertThat(lines.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getFormattedMessage())
                    .matches("check_status of client eu failed: no response, query \\S+, attempts 3, code none,"
                            + " reason HTTP 200 with a response that is no JSON object");
        });
    }

    @Test
    void successIsNotLogged() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            client.share(TestRecords.standard("42"));
        }
        assertThat(lines.list).isEmpty();
    }

    @Test
    void ignoredFutureIsLoggedOnce() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .name("eu")
                        .delivery(DeliveryOptions.builder()
                                .totalTimeout(Duration.ofMillis(300))
                                .build())
                        .beforeSend(customer -> {
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .build()) {
            assertThat(client.shareAsync(ShareKycRequest.of("R-1", TestRecords.standard("CANARY-42"))))
                    .isNotDone();
            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .until(() -> List.copyOf(lines.list).size() == 1);
            line(
                    Level.INFO,
                    "share of client eu failed: not sent, requestNo R-1, attempts 0, code none,"
                            + " reason DEADLINE_EXCEEDED");
        }
    }

    @Test
    void refusedFutureIsLogged() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept())) {
            KycSharingClient client =
                    TestClients.standard(server.baseUrl()).name("eu").build();
            client.close();
            assertThat(client.shareAsync(ShareKycRequest.of("R-1", TestRecords.standard("42"))))
                    .isCompletedExceptionally();
            line(
                    Level.INFO,
                    "share of client eu failed: not sent, requestNo R-1, attempts 0, code none, reason CLOSED");
        }
    }
}
