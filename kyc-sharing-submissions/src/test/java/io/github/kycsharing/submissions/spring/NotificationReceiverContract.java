package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.ReceivingBroker.notification;
import static io.github.kycsharing.submissions.spring.ReceivingBroker.post;
import static io.github.kycsharing.submissions.spring.ReceivingBroker.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.submissions.spring.ReceivingBroker.Stack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at a notifyUrl, from the exchange or from others, on one of the web servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NotificationReceiverContract {
    /** Slow senders of 500 that a limit of 256 ends for sure. */
    private static final int OLDEST = 100;

    private static final String CUSTOMER = "C-4711";
    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final int LIMIT = 2048;
    private static final int MAX_CONCURRENT = 8;
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(2);

    private final Stack stack;
    private ReceivingBroker broker;

    NotificationReceiverContract(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void start() {
        broker = ReceivingBroker.start(
                stack,
                "kyc-sharing.clients.other.biz-entity-key=OTHERKEY",
                "kyc-sharing.clients.other.secret=0ther",
                "kyc-sharing.notifications.max-size=2KB",
                "kyc-sharing.notifications.body-timeout=" + BODY_TIMEOUT.toMillis() + "ms",
                "kyc-sharing.notifications.max-concurrent=" + MAX_CONCURRENT,
                // The tests share this broker, and one must not use up what another needs within a second.
                "kyc-sharing.notifications.max-wake-ups-per-second=10000");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void track() {
        broker.wakeUps().reset();
        broker.wakeUps().track(ReceivingBroker.ENTITY, CUSTOMER);
    }

    @Test
    void wakesTheCustomerOnce() {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = send("POST", broker.url(), BodyPublishers.ofString(notification(CUSTOMER)));
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/C-4711");
    }

    @Test
    void acknowledgesReorderedNotificationsOfSeveralCustomers() {
        broker.wakeUps().track(ReceivingBroker.ENTITY, "C-1");

        for (String customer : List.of("C-1", CUSTOMER, "C-1", CUSTOMER)) {
            assertThat(post(broker.url(), notification(customer))).isEqualTo(204);
        }

        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/C-1", "BROKERKEY/C-4711");
    }

    @Test
    void acknowledgesAnUnknownCustomer() {
        assertThat(post(broker.url(), notification("C-unknown"))).isEqualTo(204);
        assertThat(broker.wakeUps().lookups()).isEqualTo(1);
        assertNothingIsWoken();
    }

    @Test
    void wakesInformationForAResultOfFiles() {
        String event = "\"eventType\":\"USER-RFI-SUBMIT-RESULT\"";

        assertThat(post(broker.url(), "{" + event + "}")).isEqualTo(204);
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY");
        assertThat(post(broker.url(), "{" + event + ",\"entityCustomerId\":\"C-4711\"}"))
                .isEqualTo(204);
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY", "BROKERKEY/C-4711");
    }

    @Test
    void responds404WithoutAValidToken() {
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
                HttpResponse<String> response = send(
                        method,
                        wrong,
                        hasBody ? BodyPublishers.ofString(notification(CUSTOMER)) : BodyPublishers.noBody());
                assertThat(response.statusCode()).as(method).isEqualTo(404);
                assertThat(response.body()).isEmpty();
                assertThat(response.headers().firstValue("Allow")).isEmpty();
            }
        }
        assertNothingIsWoken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void acceptsPostOnly(String method) {
        HttpResponse<String> response = send(method, broker.url(), BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(response.body()).isEmpty();
        assertNothingIsWoken();
    }

    @Test
    void refusesANotificationOfAnotherEntity() {
        assertThat(post(broker.url("other"), notification(CUSTOMER))).isEqualTo(400);
        assertThat(post(broker.url(), notification(CUSTOMER).replace("BROKERKEY", "OTHERKEY")))
                .isEqualTo(400);
        assertNothingIsWoken();
    }

    @Test
    void refusesAWrongSignature() {
        String body = notification(CUSTOMER);
        String right = RequestSigner.hmacSha256(SubmissionContexts.SECRET).sign(body.getBytes(UTF_8));
        String others = RequestSigner.hmacSha256("0ther").sign(body.getBytes(UTF_8));

        for (String wrong : List.of(others, right.substring(1), right + "0", "", "0".repeat(64))) {
            assertThat(post(broker.url(), body, SIGNATURE, wrong)).isEqualTo(401);
        }
        assertThat(post(broker.url(), body + " ", SIGNATURE, right)).isEqualTo(401);
        assertThat(post(broker.url(), body, SIGNATURE, right, SIGNATURE, right)).isEqualTo(401);
        assertThat(post(broker.url(), "no JSON", SIGNATURE, right)).isEqualTo(401);
        assertNothingIsWoken();

        assertThat(post(broker.url(), body, SIGNATURE, right)).isEqualTo(204);
        assertThat(post(broker.url(), body, SIGNATURE, right.toUpperCase(Locale.ROOT)))
                .isEqualTo(204);
    }

    @Test
    void refusesALongBodyHoweverItIsSent() {
        String tooLong = notification(CUSTOMER)
                + " ".repeat(LIMIT + 1 - notification(CUSTOMER).length());
        assertThat(tooLong).hasSize(LIMIT + 1);

        assertThat(post(broker.url(), tooLong)).isEqualTo(413);
        assertThat(inChunks(tooLong)).isEqualTo(413);
        assertNothingIsWoken();

        assertThat(inChunks(tooLong.substring(1))).isEqualTo(400);
        String fits = tooLong.substring(0, LIMIT);
        assertThat(post(broker.url(), fits)).isEqualTo(204);
        assertThat(inChunks(fits)).isEqualTo(204);
    }

    @Test
    void stopsReadingAnEndlessBody() throws IOException {
        try (SlowSender sender = SlowSender.inChunks(URI.create(broker.url()))) {
            sender.sendUntilRefused("x".repeat(1024), 1024);
            assertThat(sender.status()).isEqualTo(413);
        }
        assertNothingIsWoken();
    }

    @Test
    void refusesABodyThatEndsEarly() throws IOException {
        String body = notification(CUSTOMER);

        try (SlowSender sender = SlowSender.withLength(URI.create(broker.url()), body.length() - 1)) {
            sender.send(body);
            assertThat(sender.status()).isEqualTo(400);
        }
        try (SlowSender sender = SlowSender.withLength(URI.create(broker.url()), body.length() + 1)) {
            sender.send(body);
        }
        assertNothingIsWoken();
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
    void refusesAMalformedBody(String body) {
        assertThat(post(broker.url(), body)).isEqualTo(400);
        assertNothingIsWoken();
    }

    @Test
    void refusesDeepNesting() {
        assertThat(post(broker.url(), "{\"a\":".repeat(300) + "1" + "}".repeat(300)))
                .isEqualTo(400);
        assertNothingIsWoken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entityCustomerId\":\"C-4711\"}",
                "{\"entityCustomerId\":\"C-4711\",\"eventType\":\"SOMETHING-NEW\",\"kycType\":\"COMPANY\",\"eventVo\":7}",
                "{\"entityCustomerId\":\"C-4711\",\"bizEntityKey\":\"BROKERKEY\",\"new\":{\"id\":18446744073709551616}}"
            })
    void acceptsUndocumentedContent(String body) {
        assertThat(post(broker.url(), body)).isEqualTo(204);
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/C-4711");
    }

    @Test
    void keepsTheDigitsOfANumericCustomerId() {
        assertThat(post(broker.url(), "{\"entityCustomerId\":9007199254740993}"))
                .isEqualTo(204);
        broker.wakeUps().track(ReceivingBroker.ENTITY, "9007199254740993");
        assertThat(post(broker.url(), "{\"entityCustomerId\":9007199254740993}"))
                .isEqualTo(204);
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/9007199254740993");
    }

    @Test
    void responds503WhileTheDatabaseIsDown() {
        try (LogCapture log = new LogCapture(Level.INFO, "io.github.kycsharing.submissions.internal.notification")) {
            broker.wakeUps().failWith("canary: C-4711 has no connection");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response =
                        send("POST", broker.url(), BodyPublishers.ofString(notification(CUSTOMER)));
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
            broker.wakeUps().failWith(null);
            assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(204);

            assertThat(log.lines())
                    .hasSize(2)
                    .noneMatch(line -> line.contains("canary") || line.contains(CUSTOMER))
                    .anyMatch(line -> line.startsWith("WARN kyc-sharing-notifications-")
                            && line.contains("client default: org.springframework.dao.QueryTimeoutException, caused by"
                                    + " java.lang.IllegalStateException"))
                    .anyMatch(line -> line.startsWith("INFO") && line.contains("stored again"));
        }
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/C-4711");
    }

    @Test
    void responds503WhenTheDatabaseHangs() {
        CountDownLatch gate = new CountDownLatch(1);
        broker.wakeUps().holdAt(gate);
        int requests = 400; // more than the threads and the queue hold
        ExecutorService senders = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Integer>> responses = IntStream.range(0, requests)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> post(broker.url(), notification(CUSTOMER)), senders))
                    .toList();
            await().until(() -> responses.stream().anyMatch(CompletableFuture::isDone));
            gate.countDown();
            List<Integer> statuses =
                    responses.stream().map(CompletableFuture::join).toList();
            assertThat(statuses).contains(503, 204).containsOnly(204, 503);
        } finally {
            gate.countDown();
            senders.shutdownNow();
        }
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/C-4711");
    }

    @Test
    void endsABodyThatTakesTooLong() throws IOException {
        try (SlowSender sender = SlowSender.withLength(URI.create(broker.url()), 1000);
                SlowSender chunked = SlowSender.inChunks(URI.create(broker.url()))) {
            sender.send("{");
            chunked.send("{");
            long start = System.nanoTime();
            assertThat(sender.statusWhileSending(" ")).isEqualTo(408);
            assertThat(chunked.statusWhileSending(" ")).isEqualTo(408);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BODY_TIMEOUT.plusSeconds(3));
        }
    }

    @Test
    void acceptsNotificationsAmongSlowSenders() throws Exception {
        List<SlowSender> slow = new ArrayList<>();
        ExecutorService pulse = Executors.newSingleThreadExecutor();
        CountDownLatch done = new CountDownLatch(1);
        try {
            for (int i = 0; i < 500; i++) {
                slow.add(
                        i % 2 == 0
                                ? SlowSender.withLength(URI.create(broker.url()), 1000)
                                : SlowSender.inChunks(URI.create(broker.url())));
            }
            pulse.execute(() -> {
                while (!isDoneSoon(done)) {
                    slow.subList(OLDEST, slow.size()).forEach(sender -> sender.trySend(" "));
                }
            });
            // The oldest had to make room. What still arrives is less than the limit, so that it displaces no
            // notification.
            for (SlowSender oldest : slow.subList(0, OLDEST)) {
                assertThat(oldest.status()).isEqualTo(503);
            }
            for (int i = 0; i < 50; i++) {
                assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(204);
            }
        } finally {
            done.countDown();
            pulse.shutdown();
            slow.forEach(SlowSender::close);
        }
    }

    private static boolean isDoneSoon(CountDownLatch done) {
        try {
            return done.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void slowBodiesOfRefusedRequestsHoldNoThread() throws IOException {
        List<SlowSender> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                slow.add(SlowSender.withLength(URI.create(broker.url() + "x"), 1000));
                slow.add(SlowSender.withLength(URI.create(broker.url()), LIMIT + 1));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(204);
            }
            assertThat(slow.get(0).status()).isEqualTo(404);
            assertThat(slow.get(1).status()).isEqualTo(413);
        } finally {
            slow.forEach(SlowSender::close);
        }
    }

    @Test
    void respondsToAFlood() {
        ExecutorService senders = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Integer>> responses = IntStream.range(0, 2000)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> post(broker.url(), notification(CUSTOMER)), senders))
                    .toList();
            assertThat(responses.stream().map(CompletableFuture::join).toList())
                    .contains(204)
                    .isSubsetOf(204, 503);
        } finally {
            senders.shutdownNow();
        }
        assertThat(broker.wakeUps().woken()).containsExactly("BROKERKEY/C-4711");
    }

    @Test
    void capsTheWakeUpsOfAnEntity() {
        try (ReceivingBroker capped = ReceivingBroker.start(
                stack,
                "kyc-sharing.clients.other.biz-entity-key=OTHERKEY",
                "kyc-sharing.clients.other.secret=0ther",
                "kyc-sharing.notifications.max-wake-ups-per-second=1")) {
            List<Integer> statuses = IntStream.range(0, 10)
                    .mapToObj(i -> post(capped.url(), notification("C-" + i)))
                    .toList();
            assertThat(statuses).startsWith(204).contains(503);
            assertThat(capped.wakeUps().lookups()).isLessThan(10);
            assertThat(post(capped.url("other"), "{\"entityCustomerId\":\"C-1\"}"))
                    .isEqualTo(204);
            HttpResponse<String> refused = IntStream.range(0, 10)
                    .mapToObj(i -> send("POST", capped.url(), BodyPublishers.ofString(notification("C-" + i))))
                    .filter(response -> response.statusCode() == 503)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
        }
    }

    @Test
    void acceptsAllowedNetworksOnly() {
        try (ReceivingBroker closed = ReceivingBroker.start(
                stack, "kyc-sharing.notifications.allowed-networks=192.0.2.0/24, 2001:db8::/32")) {
            assertThat(post(closed.url(), notification(CUSTOMER))).isEqualTo(403);
            assertThat(post(closed.url() + "x", notification(CUSTOMER))).isEqualTo(403);
        }
        try (ReceivingBroker open =
                ReceivingBroker.start(stack, "kyc-sharing.notifications.allowed-networks=127.0.0.0/8,::1")) {
            assertThat(post(open.url(), notification(CUSTOMER))).isEqualTo(204);
        }
    }

    @Test
    void checksTheAddressThatATrustedProxyForwards() {
        try (ReceivingBroker behindProxy = ReceivingBroker.start(
                stack,
                "kyc-sharing.notifications.allowed-networks=192.0.2.0/24",
                "server.forward-headers-strategy=native")) {
            assertThat(post(behindProxy.url(), notification(CUSTOMER), "X-Forwarded-For", "192.0.2.7"))
                    .isEqualTo(204);
            assertThat(post(behindProxy.url(), notification(CUSTOMER), "X-Forwarded-For", "198.51.100.7"))
                    .isEqualTo(403);
        }
    }

    @Test
    void worksBelowAContextPath() {
        String property = stack.isReactive() ? "spring.webflux.base-path" : "server.servlet.context-path";
        try (ReceivingBroker below =
                ReceivingBroker.start(stack, property + "=/app", "kyc-sharing.notifications.path=/in/kyc")) {
            String url = below.url().replace("/in/kyc/", "/app/in/kyc/");
            assertThat(post(url, notification(CUSTOMER))).isEqualTo(204);
            assertThat(post(url + "x", notification(CUSTOMER))).isEqualTo(404);
            assertThat(below.wakeUps().lookups()).isEqualTo(1);
        }
    }

    @Test
    void stopsItsThreadsWithTheContextDespiteAnOpenBody() throws IOException {
        Set<Thread> before = receiverThreads();
        ReceivingBroker stopped = ReceivingBroker.start(stack, "kyc-sharing.notifications.body-timeout=500ms");
        try (SlowSender sender = SlowSender.withLength(URI.create(stopped.url()), 100)) {
            sender.send("{");
            assertThat(post(stopped.url(), notification(CUSTOMER))).isEqualTo(204);
            assertThat(receiverThreads()).hasSizeGreaterThan(before.size());
            stopped.close();
            assertThat(sender.status()).isIn(0, 408, 503); // 0 if the server has closed the connection
        } finally {
            stopped.close();
        }
        await().until(() -> before.containsAll(receiverThreads()));
    }

    private static Set<Thread> receiverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kyc-sharing-notifications-"))
                .collect(Collectors.toSet());
    }

    private int inChunks(String body) {
        return send(
                        "POST",
                        broker.url(),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                .statusCode();
    }

    private void assertNothingIsWoken() {
        assertThat(broker.wakeUps().woken()).isEmpty();
    }
}
