package io.github.kycsharing.test;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import com.sun.net.httpserver.HttpServer;
import io.github.kycsharing.test.NotificationDelivery.Outcome;
import io.github.kycsharing.test.RfiSubmission.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests for information: raised by a test, listed, responded to with files, reviewed. */
class RfiRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String FILE = "https://files.example.com/passport.pdf";

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private KycExchangeSimulator exchange;
    private Broker broker;
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", request -> {
            received.add(new JsonMapper().readTree(request.getRequestBody().readAllBytes()));
            request.sendResponseHeaders(204, -1);
            request.close();
        });
        receiver.start();
        start(entities());
    }

    private static KycExchangeSimulator.Builder entities() {
        return KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET))
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

    private void share(String customer) {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/notify";
        assertThat(broker.code(RecordBody.of("R-" + customer, customer).set("kycInfo.userInfo.notifyUrl", url)))
                .isEqualTo("000000");
    }

    private JsonNode page(String conditions) {
        return broker.call("page-query-rfi-records", "{" + conditions + "}").path("data");
    }

    private List<String> ids(String conditions) {
        return page(conditions)
                .path("rows")
                .valueStream()
                .map(row -> row.path("recordId").stringValue(""))
                .toList();
    }

    private JsonNode submit(String customer, String recordId, String type, String fileUrl) {
        return broker.call(
                "submit-rfi-record",
                "{\"entityCustomerId\":\"" + customer + "\",\"kycType\":\"USER\",\"recordId\":\"" + recordId
                        + "\",\"fileDataList\":[{\"type\":\"" + type + "\",\"files\":[{\"fileUrl\":\"" + fileUrl
                        + "\"}]}]}");
    }

    private String submit(RfiRecord record) {
        return submit(record.entityCustomerId(), record.recordId(), "PASSPORT", FILE)
                .path("data")
                .path("requestNo")
                .stringValue("");
    }

    private JsonNode result(RfiRecord record, String requestNo) {
        return broker.call(
                "query-submit-rfi-result",
                "{\"entityCustomerId\":\"" + record.entityCustomerId() + "\",\"kycType\":\"USER\",\"recordId\":\""
                        + record.recordId() + "\",\"requestNo\":\"" + requestNo + "\"}");
    }

    @Test
    void listsARaisedRecord() {
        RfiRecord record = exchange.raiseRfi(
                "C1", RfiRequest.of("PASSPORT", "SELFIE").withRecordType("WCK").withValidFor(Duration.ofDays(3)));

        long created = NOW.toEpochMilli();
        assertThat(page("\"page\":1,\"rows\":10").toString())
                .isEqualTo("{\"total\":1,\"rows\":[{\"recordId\":\"" + record.recordId()
                        + "\",\"bizEntityKey\":\"STANDARD_BROKER\",\"entityCustomerId\":\"C1\",\"kycType\":\"USER\","
                        + "\"status\":\"PROCESS\",\"fileTypes\":[\"PASSPORT\",\"SELFIE\"],\"expireTime\":"
                        + (created + Duration.ofDays(3).toMillis())
                        + ",\"recordType\":\"WCK\",\"auditor\":null,\"auditTime\":null,\"dbCreateTime\":" + created
                        + "}]}");
        assertThat(Long.parseLong(record.recordId())).isGreaterThan(1L << 53);
        assertThat(exchange.rfiRecords()).extracting(RfiRecord::recordId).containsExactly(record.recordId());
        assertThat(record.toString()).doesNotContain("C1");
        assertThat(exchange.notifications().deliveries()).isEmpty();
    }

    @Test
    void pagesThroughTheRecords() {
        List<String> all = List.of("C1", "C2", "C1", "C2", "C1").stream()
                .map(customer -> exchange.raiseRfi(customer, RfiRequest.of("PASSPORT")))
                .map(RfiRecord::recordId)
                .toList();

        assertThat(ids("\"page\":1,\"rows\":2")).isEqualTo(all.subList(0, 2));
        assertThat(ids("\"page\":2,\"rows\":2")).isEqualTo(all.subList(2, 4));
        assertThat(ids("\"page\":\"3\",\"rows\":\"2\"")).isEqualTo(all.subList(4, 5));
        assertThat(ids("\"page\":4,\"rows\":2")).isEmpty();
        assertThat(ids("\"page\":99999999999999999999,\"rows\":99999999999999999999"))
                .isEmpty();
        assertThat(page("\"page\":4,\"rows\":2").path("total").intValue()).isEqualTo(5);
    }

    @Test
    void filtersTheRecords() {
        String first = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT")).recordId();
        exchange.raiseRfi(Broker.KZ_KEY, "C1", RfiRequest.of("PASSPORT"));
        exchange.advance(Duration.ofDays(1));
        RfiRecord second = exchange.raiseRfi("C2", RfiRequest.of("PASSPORT"));
        second.set("BRAND_NEW");
        String any = "\"page\":1,\"rows\":10";

        assertThat(ids(any)).containsExactly(first, second.recordId());
        assertThat(ids(any + ",\"entityCustomerId\":\"C1\"")).containsExactly(first);
        assertThat(ids(any + ",\"recordId\":\"" + first + "\"")).containsExactly(first);
        assertThat(ids(any + ",\"status\":\"BRAND_NEW\"")).containsExactly(second.recordId());
        assertThat(ids(any + ",\"kycType\":\"USER\"")).hasSize(2);
        assertThat(ids(any + ",\"kycType\":\"COMPANY\"")).isEmpty();
        assertThat(ids(any + ",\"endTime\":\"2026-11-22\"")).containsExactly(first);
        assertThat(ids(any + ",\"startTime\":\"2026-11-23\"")).containsExactly(second.recordId());
        assertThat(ids(any + ",\"startTime\":\"2026-11-22\",\"endTime\":\"2026-11-23\""))
                .hasSize(2);
        assertThat(ids(any + ",\"startTime\":\"2026-11-24\"")).isEmpty();
    }

    @Test
    void takesFilesAtOnceByDefault() {
        share("C1");
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));
        String requestNo = submit(record);

        assertThat(result(record, requestNo).path("data").toString())
                .isEqualTo("{\"result\":\"SUCCESS\",\"failReason\":null}");
        assertThat(record.status()).isEqualTo("REVIEW");
        assertThat(exchange).rfiSubmitted(record.recordId(), 1);
        assertThat(record.submissions()).singleElement().satisfies(submission -> {
            assertThat(submission.requestNo()).isEqualTo(requestNo);
            assertThat(submission.result()).isEqualTo(Result.SUCCESS);
            assertThat(submission.fileUrls()).containsEntry("PASSPORT", List.of(FILE));
            assertThat(submission.toString()).doesNotContain("passport");
        });
        Awaitility.await().untilAsserted(() -> assertThat(received).hasSize(1));
        assertThat(received.get(0).toString())
                .isEqualTo("{\"bizEntityKey\":\"STANDARD_BROKER\",\"entityCustomerId\":\"C1\",\"kycType\":\"USER\","
                        + "\"eventType\":\"USER-RFI-SUBMIT-RESULT\",\"eventVo\":{\"recordId\":\"" + record.recordId()
                        + "\",\"requestNo\":\"" + requestNo + "\",\"result\":\"SUCCESS\",\"failReason\":null}}");
    }

    @Test
    void completesASubmissionWhenTheDelayHasPassed() {
        start(entities().rfiResultDelay(Duration.ofMinutes(10)));
        share("C1");
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));
        String requestNo = submit(record);

        exchange.advance(Duration.ofMinutes(9));
        assertThat(result(record, requestNo).path("data").path("result").stringValue())
                .isEqualTo("PROCESS");
        assertThat(record.status()).isEqualTo("UPLOADING");
        assertThat(received).isEmpty();
        exchange.advance(Duration.ofHours(1));
        assertThat(received).hasSize(1);
        assertThat(exchange.notifications().ofCustomer("C1"))
                .extracting(NotificationDelivery::at, NotificationDelivery::outcome)
                .containsExactly(tuple(NOW.plus(Duration.ofMinutes(10)), Outcome.DELIVERED));
        assertThat(exchange.notifications().pending()).isZero();
        assertThat(record.status()).isEqualTo("REVIEW");
        assertThatIllegalArgumentException().isThrownBy(() -> entities().rfiResultDelay(Duration.ofMillis(-1)));
    }

    @Test
    void failsASubmissionAndTakesAnother() {
        share("C1");
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT")).failSubmission("blurred");
        String failed = submit(record);

        assertThat(result(record, failed).path("data").toString())
                .isEqualTo("{\"result\":\"FAILED\",\"failReason\":\"blurred\"}");
        assertThat(record.status()).isEqualTo("PROCESS");
        Awaitility.await()
                .untilAsserted(() -> assertThat(received)
                        .singleElement()
                        .satisfies(body -> assertThat(
                                        body.path("eventVo").path("failReason").stringValue())
                                .isEqualTo("blurred")));

        String second = submit(record);
        assertThat(second).isNotEqualTo(failed);
        assertThat(result(record, second).path("data").path("result").stringValue())
                .isEqualTo("SUCCESS");
        assertThat(exchange).rfiSubmitted(record.recordId(), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "dir.pdf/b.exe", "c.PDF.docx", "d.tiff?name=d.pdf"})
    void failsFilesOfAnUnsupportedType(String file) {
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));
        submit("C1", record.recordId(), "PASSPORT", "https://files.example.com/" + file);

        assertThat(record.submissions()).singleElement().satisfies(submission -> {
            assertThat(submission.result()).isEqualTo(Result.FAILED);
            assertThat(submission.failReason()).contains("unsupported file type");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.JPG", "b.jpeg", "c.mov?x=y.gif", "d.mp4", "", "e", "v1.2/f", "g.signed-by-us"})
    void takesFilesOfASupportedOrUnknownType(String file) {
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));
        submit("C1", record.recordId(), "PASSPORT", "https://files.example.com/" + file);

        assertThat(record.submissions()).extracting(RfiSubmission::result).containsExactly(Result.SUCCESS);
    }

    @Test
    void refusesFilesForAnUnknownOrClosedRecord() {
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));

        assertThat(submit("C1", "1", "PASSPORT", FILE).path("code").stringValue())
                .isEqualTo("000002");
        assertThat(submit("C2", record.recordId(), "PASSPORT", FILE)
                        .path("code")
                        .stringValue())
                .isEqualTo("000002");
        for (String closed : List.of("PASS", "CLOSE", "EXPIRED")) {
            record.set(closed);
            assertThat(submit("C1", record.recordId(), "PASSPORT", FILE)
                            .path("code")
                            .stringValue())
                    .isEqualTo("000002");
        }
        assertThat(result(record, "unknown").path("code").stringValue()).isEqualTo("000002");
        assertThat(record.submissions()).isEmpty();
        record.set("REFUSED");
        assertThat(submit(record)).isNotEmpty();
    }

    @Test
    void expiresWithoutASubmission() {
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT").withValidFor(Duration.ofDays(1)));
        RfiRecord submitted = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT").withValidFor(Duration.ofDays(1)));
        submit(submitted);

        exchange.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(record.status()).isEqualTo("PROCESS");
        exchange.advance(Duration.ofMillis(1));
        assertThat(record.status()).isEqualTo("EXPIRED");
        assertThat(submitted.status()).isEqualTo("REVIEW");
        assertThat(ids("\"page\":1,\"rows\":10,\"status\":\"EXPIRED\"")).containsExactly(record.recordId());
    }

    @Test
    void showsTheAuditOfAReviewedRecord() {
        exchange.raiseRfi("C1", RfiRequest.of("PASSPORT")).set("REFUSED");

        JsonNode row = page("\"page\":1,\"rows\":10").path("rows").path(0);
        assertThat(row.path("status").stringValue()).isEqualTo("REFUSED");
        assertThat(row.path("auditor").stringValue()).isNotBlank();
        assertThat(row.path("auditTime").longValue()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void losesARequestBeforeOrAResponseAfterTheSubmission() {
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));
        exchange.faults()
                .forCall(ReceivedRequest.Call.RFI_SUBMISSION)
                .next(Fault.HTTP_503, Fault.response(200, "application/json", new byte[] {'{', '}'}));
        assertThat(broker.postTo("submit-rfi-record", "{}").statusCode()).isEqualTo(503);
        assertThat(exchange).rfiSubmitted(record.recordId(), 0);
        assertThat(record.status()).isEqualTo("PROCESS");
        submit("C1", record.recordId(), "PASSPORT", FILE);
        assertThat(exchange).rfiSubmitted(record.recordId(), 1);
    }

    @Test
    void forgetsRecordsOnReset() {
        RfiRecord record = exchange.raiseRfi("C1", RfiRequest.of("PASSPORT"));
        exchange.reset();

        assertThat(exchange.rfiRecords()).isEmpty();
        assertThat(page("\"page\":1,\"rows\":10").path("total").intValue()).isZero();
        assertThatIllegalStateException().isThrownBy(record::status);
        assertThatIllegalArgumentException().isThrownBy(RfiRequest::of);
    }
}
