package io.github.kycsharing.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control of the standalone exchange over HTTP: sets statuses, raises RFI records, fails imports and moves the time. It
 * listens on the loopback interface only, on a port of its own, and accepts no request that a web page could make: the Host
 * header names this machine and the content is JSON.
 */
final class ControlServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int MAX_BODY_BYTES = 100_000;
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpServer server;
    private final ExecutorService threads;

    private ControlServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static ControlServer start(int port, KycExchangeSimulator exchange) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "kyc-exchange-control");
                thread.setDaemon(true);
                return thread;
            });
            ControlCommands commands = new ControlCommands(exchange);
            server.setExecutor(threads);
            server.createContext("/", request -> handle(request, commands));
            server.start();
            return new ControlServer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("the port of the control is not free", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void handle(HttpExchange request, ControlCommands commands) throws IOException {
        try (request) {
            Reply reply = reply(request, commands);
            byte[] body = JSON.writeValueAsBytes(reply.body());
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(reply.status(), body.length);
            request.getResponseBody().write(body);
        }
    }

    private static Reply reply(HttpExchange request, ControlCommands commands) throws IOException {
        if (!request.getRemoteAddress().getAddress().isLoopbackAddress() || !isForThisMachine(request)) {
            return Reply.error(403, "loopback only");
        }
        if (!request.getRequestMethod().equals("POST")) {
            return Reply.error(405, "POST only");
        }
        String contentType = Optional.ofNullable(request.getRequestHeaders().getFirst("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!contentType.startsWith("application/json")) {
            return Reply.error(415, "application/json only");
        }
        byte[] body = request.getRequestBody().readNBytes(MAX_BODY_BYTES);
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            JsonNode json = JSON.readTree(text.isBlank() ? "{}" : text);
            return commands.execute(request.getRequestURI().getPath(), json)
                    .map(Reply::ok)
                    .orElseGet(() -> Reply.error(404, "no such command"));
        } catch (JacksonException e) {
            return Reply.error(400, "the body is no JSON");
        } catch (ControlCommands.RefusedException e) {
            return Reply.error(400, String.valueOf(e.getMessage()));
        }
    }

    /** A page that a browser loaded from elsewhere can reach this port under a name that resolves to loopback. */
    private static boolean isForThisMachine(HttpExchange request) {
        List<String> hosts = request.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() != 1) {
            return false;
        }
        try {
            String host = URI.create("http://" + hosts.get(0)).getHost();
            return host != null && LOOPBACK_HOSTS.contains(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private record Reply(int status, Map<String, ?> body) {
        static Reply ok(Map<String, ?> body) {
            return new Reply(200, body);
        }

        static Reply error(int status, String error) {
            return new Reply(status, Map.of("error", error));
        }
    }
}
