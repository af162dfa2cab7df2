package io.github.kycsharing.spring.notification;

import static io.github.kycsharing.spring.notification.ReceivingBroker.notification;
import static io.github.kycsharing.spring.notification.ReceivingBroker.post;
import static io.github.kycsharing.spring.notification.ReceivingBroker.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in at a notifyUrl and is not from the exchange, or not what it should be. */
class NotificationForgeryTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.configuredBy(builder -> builder.entity(ExchangeEntity.standard("BROKERKEY", "s3cret"))
                    .entity(ExchangeEntity.standard("OTHERKEY", "0ther"))
                    .signedNotifications(true));

    private static final String CUSTOMER = "C-4711";
    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final int LIMIT = 2048;

    private static ReceivingBroker broker;

    private KycExchangeSimulator exchange;
    private int eventsBefore;

    @BeforeAll
    static void start() {
        broker = ReceivingBroker.start(
                EXCHANGE.exchange(),
                "kyc-sharing.clients.other.biz-entity-key=OTHERKEY",
                "kyc-sharing.clients.other.secret=0ther",
                "kyc-sharing.notifications.max-size=2KB",
                "kyc-sharing.notifications.max-concurrent=2");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void share() {
        exchange = EXCHANGE.exchange();
        broker.share("default", CUSTOMER);
        eventsBefore = broker.listener().told().size();
    }

    @Test
    void aUrlThatNobodyWasGivenLeadsNowhereWhateverIsAsked() {
        String url = broker.url();
        String base = url.substring(0, url.lastIndexOf('/'));
        char last = url.charAt(url.length() - 1);
        for (String wrong : List.of(
                base,
                base + "/",
                base + "/guess",
                url.substring(0, url.length() - 1),
                url.substring(0, url.length() - 1) + (last == 'A' ? 'B' : 'A'),
                url + "A",
                url + "/",
                url.toLowerCase(Locale.ROOT))) {
            for (String method : List.of("POST", "GET", "OPTIONS", "TRACE")) {
                boolean hasBody = method.equals("POST");
                HttpResponse<String> answer =
                        send(method, wrong, hasBody ? BodyPublishers.ofString(notification(CUSTOMER)) : noBody());
                assertThat(answer.statusCode()).as(method).isEqualTo(404);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().firstValue("Allow")).isEmpty();
            }
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void onlyAPostIsTaken(String method) {
        HttpResponse<String> answer = send(method, broker.url(), noBody());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(answer.body()).isEmpty();
        assertNothingHappened();
    }

    @Test
    void theUrlOfAnotherEntityIsNotTheCustomers() {
        assertThat(post(broker.url("other"), notification(CUSTOMER))).isEqualTo(400);
        assertThat(post(broker.url(), notification(CUSTOMER).replace("BROKERKEY", "OTHERKEY")))
                .isEqualTo(400);
        assertNothingHappened();
    }

    @Test
    void aSignatureThatComesMustBeRight() {
        String body = notification(CUSTOMER);
        String right = RequestSigner.hmacSha256("s3cret").sign(body.getBytes(UTF_8));
        String others = RequestSigner.hmacSha256("0ther").sign(body.getBytes(UTF_8));

        for (String wrong : List.of(others, right.substring(1), right + "0", "", "0".repeat(64))) {
            assertThat(post(broker.url(), body, SIGNATURE, wrong)).isEqualTo(401);
        }
        assertThat(post(broker.url(), body + " ", SIGNATURE, right)).isEqualTo(401);
        assertThat(post(broker.url(), body, SIGNATURE, right, SIGNATURE, right)).isEqualTo(401);
        assertThat(post(broker.url(), "no JSON", SIGNATURE, right)).isEqualTo(401);
        assertNothingHappened();

        assertThat(post(broker.url(), body, SIGNATURE, right)).isEqualTo(204);
        assertThat(post(broker.url(), body, SIGNATURE, right.toUpperCase(Locale.ROOT)))
                .isEqualTo(204);
    }

    @Test
    void aSignedNotificationOfTheExchangeIsTaken() {
        exchange.status(CUSTOMER).set(ExchangeStatus.PASS);

        assertThat(exchange.notifications().deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.httpStatus()).hasValue(204));
        assertThat(broker.listener().told()).hasSize(eventsBefore + 1);
    }

    @Test
    void whatIsTooLongIsRefusedHoweverItIsSent() {
        String tooLong = notification(CUSTOMER)
                + " ".repeat(LIMIT + 1 - notification(CUSTOMER).length());
        assertThat(tooLong).hasSize(LIMIT + 1);

        assertThat(post(broker.url(), tooLong)).isEqualTo(413);
        assertThat(inChunks(tooLong)).isEqualTo(413);
        assertThat(inChunks("x".repeat(1024 * 1024))).isEqualTo(413);
        assertNothingHappened();

        assertThat(inChunks(tooLong.substring(1))).isEqualTo(400);
        String fits = tooLong.substring(0, LIMIT);
        assertThat(post(broker.url(), fits)).isEqualTo(204);
        assertThat(inChunks(fits)).isEqualTo(204);
    }

    @Test
    void aLengthThatIsNotTheBodysIsRefused() throws IOException {
        String body = notification(CUSTOMER);

        assertThat(raw(body, body.length() - 1)).startsWith("HTTP/1.1 400");
        assertThat(raw(body, body.length() + 1)).startsWith("HTTP/1.1 400");
        assertNothingHappened();
        assertThat(raw(body, body.length())).startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "<html/>",
                "bizEntityKey=BROKERKEY&entityCustomerId=C-4711",
                "{\"entityCustomerId\":\"\"}",
                "{\"entityCustomerId\":null}",
                "{\"entityCustomerId\":[\"C-4711\"]}",
                "{\"entityCustomerId\":\"C-4711\",\"entityCustomerId\":\"C-4711\"}",
                "[{\"entityCustomerId\":\"C-4711\"}]",
                "{\"entityCustomerId\":\"C-4711\"}{\"entityCustomerId\":\"C-4711\"}",
                "{\"entityCustomerId\":\"C-4711\",\"bizEntityKey\":\"BROKERKEY \"}"
            })
    void whatIsNoNotificationIsRefused(String body) {
        assertThat(post(broker.url(), body)).isEqualTo(400);
        assertNothingHappened();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(post(broker.url(), "{\"a\":".repeat(300) + "1" + "}".repeat(300)))
                .isEqualTo(400);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entityCustomerId\":\"C-4711\"}",
                "{\"entityCustomerId\":\"C-4711\",\"eventType\":\"SOMETHING-NEW\",\"kycType\":\"COMPANY\",\"eventVo\":7}",
                "{\"entityCustomerId\":\"C-4711\",\"bizEntityKey\":\"BROKERKEY\",\"new\":{\"id\":18446744073709551616}}"
            })
    void whatIsNotDocumentedIsAHintLikeAnyOther(String body) {
        assertThat(post(broker.url(), body)).isEqualTo(204);
    }

    @Test
    void aCustomersIdThatIsANumberKeepsItsDigits() {
        broker.share("default", "9007199254740993");

        assertThat(post(broker.url(), "{\"entityCustomerId\":9007199254740993}"))
                .isEqualTo(204);
        assertThat(post(broker.url(), "{\"entityCustomerId\":9007199254740992}"))
                .isEqualTo(503);
    }

    @Test
    void aFloodIsDealtWithAFewAtATimeAndTellsOnce() {
        broker.share("default", "C-flooded");
        exchange.faults().forStatusQueries().always(Fault.stallBeforeHeaders(Duration.ofMillis(200)));
        ExecutorService attackers = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> post(broker.url(), notification("C-flooded")), attackers))
                    .toList();
            List<Integer> statuses =
                    answers.stream().map(CompletableFuture::join).toList();

            assertThat(statuses).contains(204, 503).containsOnly(204, 503);
            assertThat(statuses.stream().filter(status -> status == 204).count())
                    .isLessThanOrEqualTo(exchange.journal().statusQueries().size());
        } finally {
            attackers.shutdownNow();
        }
        assertThat(broker.listener().told()).hasSize(eventsBefore + 1);
        assertThat(exchange.journal().statusQueries()).hasSizeLessThan(20);
    }

    @Test
    void onlyAllowedNetworksAreAnsweredAtAll() {
        try (ReceivingBroker closed = ReceivingBroker.start(
                exchange, "kyc-sharing.notifications.allowed-networks=192.0.2.0/24, 2001:db8::/32")) {
            assertThat(post(closed.url(), notification(CUSTOMER))).isEqualTo(403);
            assertThat(post(closed.url() + "x", notification(CUSTOMER))).isEqualTo(403);
        }
        try (ReceivingBroker open = ReceivingBroker.start(
                exchange,
                "kyc-sharing.notifications.allowed-networks=127.0.0.0/8,::1",
                "kyc-sharing.clients.other.biz-entity-key=OTHERKEY",
                "kyc-sharing.clients.other.secret=0ther")) {
            open.share("other", CUSTOMER);
            assertThat(post(open.url("other"), notification(CUSTOMER).replace("BROKERKEY", "OTHERKEY")))
                    .isEqualTo(204);
        }
    }

    @Test
    void theAddressBehindATrustedProxyCountsWhereTheServerIsToldOfIt() {
        try (ReceivingBroker behindProxy = ReceivingBroker.start(
                exchange,
                "kyc-sharing.notifications.allowed-networks=192.0.2.0/24",
                "server.forward-headers-strategy=native")) {
            assertThat(post(behindProxy.url(), notification("C-1"), "X-Forwarded-For", "192.0.2.7"))
                    .isEqualTo(503);
            assertThat(post(behindProxy.url(), notification("C-1"), "X-Forwarded-For", "198.51.100.7"))
                    .isEqualTo(403);
        }
    }

    private static BodyPublisher noBody() {
        return BodyPublishers.noBody();
    }

    private static int inChunks(String body) {
        return send(
                        "POST",
                        broker.url(),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                .statusCode();
    }

    /** The first line of the answer to a request that says its body is so long, and then ends. */
    private static String raw(String body, int length) throws IOException {
        URI url = URI.create(broker.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            socket.getOutputStream()
                    .write(("POST " + url.getPath()
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + length
                                    + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private void assertNothingHappened() {
        assertThat(broker.listener().told()).hasSize(eventsBefore);
        assertThat(exchange.journal().statusQueries()).isEmpty();
    }
}
