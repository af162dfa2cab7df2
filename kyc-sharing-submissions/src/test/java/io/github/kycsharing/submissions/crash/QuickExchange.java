package io.github.kycsharing.submissions.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accepts and imports everything, checks and remembers nothing but the time at which a share arrived: it costs as little as possible. */
final class QuickExchange implements AutoCloseable {
    private static final Pattern FIELD =
            Pattern.compile("\"(requestNo|entityCustomerId|bizEntityKey)\"\\s*:\\s*\"([^\"]*)\"");
    private static final String SUCCESS =
            "{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,\"data\":%s,\"success\":true}";
    private static final String IN_PROGRESS =
            "{\"levelInfo\":{\"currentLevel\":{\"levelName\":\"INTERMEDIATE\",\"kycStatus\":\"PROCESS\"}},\"nonExisted\":false}";
    private static final String IMPORTED = "{\"bizEntityKey\":\"%s\",\"entityCustomerId\":\"%s\",\"requestNo\":\"%s\","
            + "\"status\":\"SUCCESS\",\"failMessage\":null}";

    /** {@link System#nanoTime} of the first byte of each share, by its requestNo. */
    final Map<String, Long> arrivals = new ConcurrentHashMap<>();

    /** Number of calls that had a response. */
    final AtomicLong calls = new AtomicLong();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Duration latency;

    QuickExchange() throws IOException {
        this(Duration.ZERO);
    }

    /** @param latency from the end of each request until its response */
    QuickExchange(Duration latency) throws IOException {
        this.latency = latency;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::respond);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void respond(HttpExchange exchange) throws IOException {
        long arrived = System.nanoTime();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> fields = new HashMap<>();
            Matcher matcher = FIELD.matcher(body);
            while (matcher.find()) {
                fields.put(matcher.group(1), matcher.group(2));
            }
            String requestNo = fields.getOrDefault("requestNo", "");
            String data = "null";
            if (exchange.getRequestURI().getPath().endsWith("share-kyc-data")) {
                arrivals.put(requestNo, arrived);
            } else if (exchange.getRequestURI().getPath().endsWith("check-kyc-status")) {
                data = IN_PROGRESS;
            } else {
                data = IMPORTED.formatted(
                        fields.getOrDefault("bizEntityKey", ""),
                        fields.getOrDefault("entityCustomerId", ""),
                        requestNo);
            }
            if (!latency.isZero()) {
                LockSupport.parkNanos(latency.toNanos());
            }
            byte[] response = SUCCESS.formatted(data).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
            calls.incrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
