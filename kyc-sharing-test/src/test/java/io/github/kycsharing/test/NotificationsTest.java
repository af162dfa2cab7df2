package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kycsharing.test.NotificationDelivery.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Notifications over real sockets; the test advances the time. */
class NotificationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private KycExchangeSimulator exchange;
    private Broker broker;
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/", this::receive);
        receiver.start();
        start(entities());
    }

    private static KycExchangeSimulator.Builder entities() {
        return KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void start(KycExchangeSimulator.Builder builder) {
        if (exchange != null) {
            exchange.close();
        }
        exchange = builder.start();
        broker = new Broker(exchange.baseUrl());
    }

    @AfterEach
    void stop() {
        exchange.close();
        receiver.stop(0);
    }

    private void receive(HttpExchange request) throws IOException {
        byte[] body = request.getRequestBody().readAllBytes();
        received.add(new JsonMapper().readTree(body));
        List<String> header = request.getRequestHeaders().getOrDefault("X-SHA2-Signature", List.of("none"));
        signatures.add(header.get(0).equals(Broker.sign(Broker.STANDARD_SECRET, body)) ? "right" : header.get(0));
        Integer status;
        synchronized (statuses) {
            status = statuses.poll();
        }
        request.sendResponseHeaders(status == null ? 204 : status, -1);
        request.close();
    }

    private void responding(Integer... httpStatuses) {
        synchronized (statuses) {
            statuses.addAll(List.of(httpStatuses));
        }
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/notify/token";
    }

    private void share(String requestNo, String customer, String notifyUrl) {
        assertThat(broker.code(RecordBody.of(requestNo, customer).set("kycInfo.userInfo.notifyUrl", notifyUrl)))
                .isEqualTo("000000");
    }

    @Test
    void sendsAChangeInTheDocumentedForm() {
        share("R1", "C1", url());
        assertThat(received).isEmpty();
        exchange.status("C1").set(ExchangeStatus.REFUSED);

        assertThat(received).singleElement().satisfies(body -> {
            assertThat(body.path("bizEntityKey").stringValue()).isEqualTo(Broker.STANDARD_KEY);
            assertThat(body.path("entityCustomerId").stringValue()).isEqualTo("C1");
            assertThat(body.path("kycType").stringValue()).isEqualTo("USER");
            assertThat(body.path("eventType").stringValue()).isEqualTo("USER-STATUS");
            JsonNode info = body.path("eventVo").path("statusInfo");
            assertThat(info.path("kycStatus").stringValue()).isEqualTo("REJECT");
            assertThat(info.path("identityStatus").stringValue()).isEqualTo("REJECT");
            assertThat(info.path("kycUserId").longValue()).isGreaterThan(1L << 53);
            assertThat(info.path("dbModifyTime").longValue()).isEqualTo(NOW.toEpochMilli());
            JsonNode levels = body.path("eventVo").path("levelInfo");
            assertThat(levels.path("currentLevel").path("kycStatus").stringValue())
                    .isEqualTo("REFUSED");
            assertThat(levels.path("kycPass").booleanValue()).isFalse();
            assertThat(body.path("eventVo").path("basicInfo").path("firstName").stringValue())
                    .isEqualTo("AA");
        });
        assertThat(signatures).containsExactly("none");
        assertThat(exchange.notifications().deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(delivery.httpStatus()).hasValue(204);
            assertThat(delivery.attempt()).isEqualTo(1);
            assertThat(delivery.notifyUrl()).isEqualTo(url());
            assertThat(delivery.bodyText()).contains("\"C1\"");
            assertThat(delivery.toString()).doesNotContain("C1", "token", "AA");
        });
    }

    @Test
    void retriesAfter3And5And10Minutes() {
        share("R1", "C1", url());
        responding(500, 404, 302, 503);
        exchange.status("C1").set(ExchangeStatus.PASS);
        assertThat(received).hasSize(1);
        assertThat(exchange.notifications().pending()).isEqualTo(1);

        exchange.advance(Duration.ofMinutes(3).minusMillis(1));
        assertThat(received).hasSize(1);
        exchange.advance(Duration.ofMillis(1));
        assertThat(received).hasSize(2);
        exchange.advance(Duration.ofMinutes(5));
        assertThat(received).hasSize(3);
        exchange.advance(Duration.ofMinutes(9));
        assertThat(received).hasSize(3);
        exchange.advance(Duration.ofDays(1));
        assertThat(received).hasSize(4).allMatch(body -> body.equals(received.get(0)));
        assertThat(exchange.notifications().pending()).isZero();
        assertThat(exchange.notifications().ofCustomer("C1"))
                .extracting(NotificationDelivery::at)
                .containsExactly(
                        NOW,
                        NOW.plus(Duration.ofMinutes(3)),
                        NOW.plus(Duration.ofMinutes(8)),
                        NOW.plus(Duration.ofMinutes(18)));
        assertThat(exchange.notifications().deliveries())
                .extracting(NotificationDelivery::outcome)
                .containsOnly(Outcome.FAILED);
        assertThatIllegalArgumentException().isThrownBy(() -> exchange.advance(Duration.ofMillis(-1)));
    }

    @Test
    void sendsAllDueRetriesInTheirOrder() {
        share("R1", "C1", url());
        responding(500, 500);
        exchange.status("C1").set(ExchangeStatus.PASS);
        exchange.advance(Duration.ofHours(1));

        assertThat(exchange.notifications().deliveries())
                .extracting(NotificationDelivery::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.DELIVERED);
        assertThat(exchange.notifications().pending()).isZero();
        broker.status("C1");
        assertThat(exchange.journal().last().orElseThrow().receivedAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void canDeliverAnOlderStatusAfterANewerOne() {
        share("R1", "C1", url());
        responding(500);
        exchange.status("C1").set(ExchangeStatus.REVIEW);
        exchange.status("C1").set(ExchangeStatus.PASS);
        exchange.advance(Duration.ofMinutes(3));

        assertThat(received).extracting(NotificationsTest::level).containsExactly("REVIEW", "PASS", "REVIEW");
    }

    @Test
    void sendsAChangeCausedByAQuery() {
        share("R1", "C1", url());
        exchange.status("C1").progress(ExchangeStatus.PROCESS, ExchangeStatus.PASS);
        broker.status("C1");
        broker.status("C1");
        broker.status("C1");

        Awaitility.await()
                .untilAsserted(() -> assertThat(received)
                        .extracting(NotificationsTest::level)
                        .containsExactly("PASS"));
    }

    @Test
    void receiverCanQueryTheStatusBeforeItResponds() throws IOException {
        List<String> confirmed = new CopyOnWriteArrayList<>();
        receiver.createContext("/confirming", request -> {
            confirmed.add(level(broker.status("C1").path("data")));
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        share("R1", "C1", url().replace("/notify", "/confirming"));
        exchange.status("C1").set(ExchangeStatus.PASS);
        assertThat(exchange.notifications().deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.outcome()).isEqualTo(Outcome.DELIVERED));
        assertThat(confirmed).hasSize(1);
    }

    @Test
    void redeliversTheSameBytes() {
        share("R1", "C1", url());
        exchange.status("C1").set(ExchangeStatus.PASS);
        responding(500);
        NotificationDelivery again = exchange.notifications()
                .redeliver(exchange.notifications().deliveries().get(0));

        assertThat(again.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(received).hasSize(2);
        assertThat(received.get(1)).isEqualTo(received.get(0));
        assertThat(exchange.notifications().deliveries()).hasSize(2);
        assertThat(exchange.notifications().pending()).isZero();
    }

    @Test
    void signsIfConfigured() {
        start(entities().signedNotifications(true));
        share("R1", "C1", url());
        exchange.status("C1").set(ExchangeStatus.PASS);
        assertThat(signatures).containsExactly("right");
    }

    @Test
    void sendsNothingToADotOrAnotherHost() {
        share("R1", "C1", ".");
        share("R2", "C2", "https://broker.example.com/notify");
        share("R3", "C3", "http://[not-an-address/notify");
        for (String customer : List.of("C1", "C2", "C3", "NEVER_SHARED")) {
            exchange.status(customer).set(ExchangeStatus.PASS);
        }
        assertThat(exchange.notifications().deliveries())
                .extracting(NotificationDelivery::entityCustomerId)
                .containsExactly("C2", "C3");
        assertThat(exchange.notifications().deliveries())
                .allMatch(delivery -> delivery.outcome() == Outcome.NOT_LOOPBACK);
        assertThat(exchange.notifications().pending()).isZero();
    }

    @Test
    void failsWithoutAReceiverAndIgnoresAnUnchangedStatus() {
        share("R1", "C1", url());
        receiver.stop(0);
        exchange.status("C1").set(ExchangeStatus.PROCESS);
        assertThat(exchange.notifications().deliveries()).isEmpty();
        exchange.status("C1").set(ExchangeStatus.PASS);
        assertThat(exchange.notifications().deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(delivery.httpStatus()).isEmpty();
        });
        exchange.reset();
        assertThat(exchange.notifications().deliveries()).isEmpty();
        assertThat(exchange.notifications().pending()).isZero();
    }

    private static String level(JsonNode body) {
        JsonNode vo = body.has("eventVo") ? body.path("eventVo") : body;
        return vo.path("levelInfo").path("currentLevel").path("kycStatus").stringValue("");
    }
}
