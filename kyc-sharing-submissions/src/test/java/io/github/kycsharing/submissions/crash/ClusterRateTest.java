package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** Two instances with one database share the limit of a client, and the clock of one is wrong: what the exchange sees, of all calls. */
@Timeout(120)
class ClusterRateTest {
    private static final int LIMIT = 20;
    private static final int SUBMISSIONS = 80;
    private static final int WARM_UP = 40;
    private static final int INSTANCES = 2;

    @Test
    void exchangeSeesTheLimitOfBothTogether() throws Exception {
        ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        String keyset = KycKeysets.generate();
        String url = TestDatabase.POSTGRESQL.create();
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
                .start()) {
            HttpServer front = front(exchange, arrivals, threads);
            List<String> properties = new ArrayList<>(
                    Worker.properties("http://127.0.0.1:" + front.getAddress().getPort(), url, keyset));
            properties.addAll(List.of("--kyc-sharing.max-requests-per-second=" + LIMIT, "--logging.level.root=off"));
            List<String> wrongClock = new ArrayList<>(properties);
            wrongClock.add("--worker.clock-ahead=10m");
            try (ConfigurableApplicationContext one = Worker.run(properties.toArray(String[]::new));
                    ConfigurableApplicationContext other = Worker.run(wrongClock.toArray(String[]::new))) {
                assertThat(other.isRunning()).isTrue();
                KycSubmissions submissions = one.getBean(KycSubmissions.class);
                List<KycSubmission> submitted = new ArrayList<>();
                for (int number = 0; number < WARM_UP; number++) {
                    submitted.add(submissions.submit("default", TestRecords.standard("w" + number)));
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> arrivals.size() >= WARM_UP);
                arrivals.clear(); // the first calls of a cold process take long between their permits and the wire
                for (int number = 0; number < SUBMISSIONS; number++) {
                    submitted.add(submissions.submit("default", TestRecords.standard("c" + number)));
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> submitted.stream()
                                .allMatch(each -> submissions
                                                .find(each.id())
                                                .orElseThrow()
                                                .state()
                                        == SubmissionState.IMPORTED));
            } finally {
                front.stop(0);
            }
        } finally {
            threads.shutdownNow();
        }
        List<Long> sorted = arrivals.stream().sorted().toList();
        assertThat(sorted).hasSizeGreaterThanOrEqualTo(2 * SUBMISSIONS);
        for (int seconds : new int[] {1, 3}) {
            // A block of each instance, and as much again for what a busy machine holds up between a permit and the
            // wire.
            assertThat(maxIn(sorted, Duration.ofSeconds(seconds)))
                    .isLessThanOrEqualTo(seconds * LIMIT + 2 * INSTANCES * LIMIT / 10);
        }
        // While both are warm and there is work for both.
        List<Long> busy = sorted.subList(sorted.size() / 4, sorted.size() * 3 / 4);
        double perSecond = (busy.size() - 1) * 1e9 / (busy.get(busy.size() - 1) - busy.get(0));
        assertThat(perSecond).isGreaterThan(0.8 * LIMIT);
    }

    /** Records when each call arrives, and leaves the response to the exchange. */
    private static HttpServer front(
            KycExchangeSimulator exchange, ConcurrentLinkedQueue<Long> arrivals, ExecutorService threads)
            throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            arrivals.add(System.nanoTime());
            try (call) {
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                URI.create(exchange.baseUrl() + call.getRequestURI()))
                        .method(
                                call.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        call.getRequestBody().readAllBytes()));
                call.getRequestHeaders().forEach((name, values) -> {
                    if (!Set.of("host", "content-length", "connection").contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                call.getResponseHeaders().add("Content-Type", "application/json");
                call.sendResponseHeaders(response.statusCode(), response.body().length);
                call.getResponseBody().write(response.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private static int maxIn(List<Long> sorted, Duration period) {
        long length = TimeUnit.NANOSECONDS.convert(period);
        int max = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) > length) {
                first++;
            }
            max = Math.max(max, last - first + 1);
        }
        return max;
    }
}
