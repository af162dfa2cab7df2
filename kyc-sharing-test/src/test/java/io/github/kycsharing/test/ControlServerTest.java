package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control of the standalone exchange, over real sockets. */
class ControlServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void start() {
        startWith("--control-port=0");
    }

    private void startWith(String... options) {
        stop();
        log.reset();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "--entity=" + Broker.STANDARD_KEY + ":" + Broker.STANDARD_SECRET + ":standard";
        System.arraycopy(options, 0, arguments, 1, options.length);
        exchange = StandaloneExchange.start(Map.of(), new PrintStream(log, true, StandardCharsets.UTF_8), arguments);
        broker = new Broker(exchange.baseUrl());
    }

    @AfterEach
    void stop() {
        if (exchange != null) {
            exchange.close();
        }
    }

    private String command(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", path, "application/json", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        int port = exchange.controlPort().orElseThrow();
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", contentType)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void setsAStatusAndPublishesIt() throws Exception {
        broker.post(RecordBody.of("R1", "C1").set("kycInfo.userInfo.notifyUrl", "http://127.0.0.1:1/closed-port"));
        command("/control/status", "{\"entityCustomerId\":\"C1\",\"kycStatus\":\"PASS\"}");

        assertThat(exchange.status("C1").current()).contains(ExchangeStatus.PASS);
        assertThat(exchange.notifications().ofCustomer("C1")).hasSize(1);
        command("/control/time", "{\"seconds\":180}");
        assertThat(exchange.notifications().ofCustomer("C1")).hasSize(2);
        command(
                "/control/status",
                "{\"entityCustomerId\":\"C1\",\"kycStatus\":\"BRAND_NEW\",\"failReason\":\"x\","
                        + "\"kycLevelSubStatus\":\"HIGH_RISK\",\"bizEntityKey\":\"STANDARD_BROKER\"}");
        assertThat(exchange.status("C1").current())
                .contains(ExchangeStatus.of("BRAND_NEW").withFailReason("x").withSubStatus("HIGH_RISK"));
        command("/control/reset", "");
        assertThat(exchange.status("C1").current()).isEmpty();
    }

    @Test
    void failsImports() throws Exception {
        command("/control/import-failure", "{\"requestNo\":\"R1\",\"failMessage\":\"first\"}");
        command("/control/import-failure", "{\"entityCustomerId\":\"C2\",\"failMessage\":\"second\"}");
        broker.post(RecordBody.of("R1", "C1"));
        broker.post(RecordBody.of("R2", "C2"));
        broker.post(RecordBody.of("R3", "C2"));

        KycExchangeAssertions.assertThat(exchange)
                .importFailed("R1")
                .importFailed("R2")
                .imported("R3");
    }

    @Test
    void raisesAndChangesRfiRecords() throws Exception {
        String reply = command(
                "/control/rfi",
                "{\"entityCustomerId\":\"C1\",\"fileTypes\":[\"PASSPORT\"],\"recordType\":\"WCK\","
                        + "\"validForSeconds\":60}");
        RfiRecord record = exchange.rfiRecords().get(0);
        assertThat(reply).isEqualTo("{\"recordId\":\"" + record.recordId() + "\"}");
        assertThat(record.entityCustomerId()).isEqualTo("C1");

        String id = "\"recordId\":\"" + record.recordId() + "\"";
        command("/control/rfi-failure", "{" + id + ",\"failReason\":\"blurred\"}");
        broker.call(
                "submit-rfi-record",
                "{" + id + ",\"entityCustomerId\":\"C1\",\"kycType\":\"USER\",\"fileDataList\":"
                        + "[{\"type\":\"PASSPORT\"}]}");
        assertThat(record.submissions().get(0).failReason()).contains("blurred");
        command("/control/rfi-status", "{" + id + ",\"status\":\"CLOSE\"}");
        assertThat(record.status()).isEqualTo("CLOSE");
        Instant before = Instant.now();
        command("/control/time", "{\"seconds\":3600}");
        broker.status("C1");
        assertThat(exchange.journal().last().orElseThrow().receivedAt()).isAfter(before.plusSeconds(3_599));
    }

    @Test
    void isOffUnlessAnOptionTurnsItOn() {
        startWith();

        assertThat(exchange.controlPort()).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("listens on").doesNotContain("control");
    }

    @Test
    void isNotReachableBelowTheExchangesPort() {
        for (String path : new String[] {"/control/status", "/bapi/ekyc/v2/public/ekyc/customer/control/status"}) {
            assertThat(broker.postTo(path, "{\"entityCustomerId\":\"C1\",\"kycStatus\":\"PASS\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(exchange.status("C1").current()).isEmpty();
    }

    @Test
    void knowsNoCallOfTheExchange() throws Exception {
        assertThat(send("POST", KycExchangeSimulator.STATUS_PATH, "application/json", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(exchange.journal().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET, application/json, 405", "POST, text/plain, 415", "POST, application/x-www-form-urlencoded, 415"})
    void refusesWhatAWebPageCouldSend(String method, String contentType, int status) throws Exception {
        assertThat(send(method, "/control/reset", contentType, "{}").statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"evil.example.com, 403", "localhost.example.com, 403", "127.0.0.1, 200", "localhost:80, 200"})
    void refusesAHostThatIsNotLoopback(String host, String status) throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                exchange.controlPort().orElseThrow())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /control/reset HTTP/1.1\r\nHost: " + host
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                                    + "Connection: close\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(response).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/control/status         | {\"entityCustomerId\":\"marker\"}",
                "/control/status         | {\"kycStatus\":\"PASS\"}",
                "/control/status         | {\"entityCustomerId\":\"C\",\"kycStatus\":\"PASS\",\"bizEntityKey\":\"marker\"}",
                "/control/import-failure | {\"requestNo\":\"marker\"}",
                "/control/rfi            | {\"entityCustomerId\":\"marker\"}",
                "/control/rfi            | {\"entityCustomerId\":\"marker\",\"fileTypes\":[1]}",
                "/control/rfi-status     | {\"recordId\":\"marker\",\"status\":\"PASS\"}",
                "/control/time           | {\"seconds\":-1}",
                "/control/time           | {\"seconds\":\"marker\"}",
                "/control/time           | marker"
            })
    void refusesAWrongCommandWithoutRepeatingIt(String path, String body) throws Exception {
        HttpResponse<String> response = send("POST", path, "application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"").doesNotContain("marker");
    }

    @Test
    void logsNoCommand() throws Exception {
        command("/control/status", "{\"entityCustomerId\":\"marker\",\"kycStatus\":\"PASS\"}");

        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("The control listens on http://127.0.0.1:")
                .doesNotContain("marker");
    }
}
