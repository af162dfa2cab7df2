package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.LevelInfo;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.LevelSubStatus;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.ReviewStatus;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.TncInfo;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.validation.KycViolation;
import io.github.kycsharing.validation.QuestionnaireTemplate;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import io.github.kycsharing.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills every field and the secret with markers, takes every path at the finest log level, and listens for markers in log lines,
 * exceptions (all causes) and texts of objects.
 */
@Timeout(60)
class CanaryTest {
    private static final Logger log = LoggerFactory.getLogger(CanaryTest.class);

    private static final String MARK = "CANARY";
    private static final LocalDate DATE = LocalDate.of(1907, 3, 4);
    private static final Instant TIME = Instant.parse("1907-03-05T01:02:03Z");
    private static final String IP = "203.0.113.77";
    private static final String SECRET = MARK + "-secret";
    private static final List<String> MARKERS = List.of(MARK, "1907-03-0", IP);

    private static final AwaitOptions QUICKLY =
            AwaitOptions.within(Duration.ofMillis(50)).withIntervals(Duration.ofMillis(2), Duration.ofMillis(10));

    private static final ResolveOptions SETTLE =
            new ResolveOptions(Evidence.MAY_HAVE_ARRIVED, Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited());

    private final LogCapture overheard = new LogCapture();

    private static String mark(String field) {
        return MARK + field;
    }

    private static UserInfo user() {
        return UserInfo.builder()
                .entityCustomerId(mark("entityCustomerId"))
                .brokerMainAccountId(mark("brokerMainAccountId"))
                .brokerSubAccountId(mark("brokerSubAccountId"))
                .notifyUrl("https://broker.example.com/" + mark("notifyUrl"))
                .extra(mark("extra"))
                .build();
    }

    private static KycInfo standard() {
        return KycInfo.builder()
                .userInfo(user())
                .basicInfo(BasicInfo.builder()
                        .firstName(mark("firstName"))
                        .middleName(mark("middleName"))
                        .lastName(mark("lastName"))
                        .residentialCountry("KZ")
                        .dob(DATE)
                        .country("KZ")
                        .userSubmitIp(IP)
                        .address(mark("address"))
                        .city(mark("city"))
                        .postalCode(mark("postalCode"))
                        .build())
                .identityInfo(IdentityInfo.builder()
                        .documentType(DocumentType.of(mark("documentType")))
                        .selectCountry("KZ")
                        .frontFileUrl("https://files.example.com/" + mark("front"))
                        .backFileUrl("https://files.example.com/" + mark("back"))
                        .faceFileUrl("https://files.example.com/" + mark("face"))
                        .firstName(mark("firstName"))
                        .middleName(mark("middleName"))
                        .lastName(mark("lastName"))
                        .dob(DATE)
                        .idType(DocumentType.of(mark("idType")))
                        .idSubType(mark("idSubType"))
                        .idCountry("KZ")
                        .nationalityCountry("KZ")
                        .idNumber(mark("idNumber"))
                        .idExpiry(DATE)
                        .userSubmitIp(IP)
                        .idUsState(mark("idUsState"))
                        .personalNumber(mark("personalNumber"))
                        .gender(mark("gender"))
                        .issuingAuthority(mark("issuingAuthority"))
                        .issuingDate(DATE)
                        .issuingPlace(mark("issuingPlace"))
                        .registrationNumber(mark("registrationNumber"))
                        .city(mark("city"))
                        .stateCode(mark("stateCode"))
                        .postalCode(mark("postalCode"))
                        .address(mark("address"))
                        .build())
                .build();
    }

    private static KycInfo kz() {
        return standard().toBuilder()
                .tncInfo(TncInfo.builder()
                        .userSubmitIp(IP)
                        .tncVersion("1.0")
                        .consent(true)
                        .signTime(TIME)
                        .build())
                .questionnaireInfo(QuestionnaireInfo.builder()
                        .version("V")
                        .answers(List.of(QuestionnaireAnswer.of(mark("title"), mark("option"))))
                        .build())
                .build();
    }

    /** The exchange quotes the record in every text field of the response. */
    private static String quoting(String code) {
        String quote = new String(KycJson.write(ShareKycRequest.of(kz())), StandardCharsets.UTF_8).replace("\"", "'");
        return "{\"code\":\"" + code + "\",\"message\":\"" + quote + "\",\"messageDetail\":\"" + quote
                + "\",\"errorData\":\"" + quote + "\",\"data\":{\"" + MARK + "\":\"" + quote + "\"}}";
    }

    /** A status full of markers, in documented fields and others. */
    private static String status(String kycStatus) {
        String check = "\"" + MARK + "\"";
        return "{\"code\":\"000000\",\"success\":true,\"data\":{\"statusInfo\":{\"failReason\":" + check
                + ",\"basicStatus\":" + check + ",\"identityStatus\":" + check + ",\"faceStatus\":" + check
                + ",\"wckStatus\":" + check + ",\"kycUserId\":" + check + ",\"" + MARK + "\":" + check
                + "},\"levelInfo\":{\"currentLevel\":{\"levelName\":" + check + ",\"kycStatus\":\"" + kycStatus
                + "\",\"kycLevelSubStatus\":" + check + "},\"passedLevel\":" + check + "},\"" + MARK + "\":1}}";
    }

    private static KycStatusQuery query() {
        return KycStatusQuery.of(user());
    }

    static Stream<Move> responses() {
        return Stream.of(
                ServerActions.response(quoting("000000")),
                ServerActions.response(status("PASS")),
                ServerActions.response(status(MARK)),
                ServerActions.response(quoting("10040102")),
                ServerActions.response(quoting("10040004")),
                ServerActions.response(quoting("10040008")),
                ServerActions.response(quoting("31337")),
                ServerActions.response(quoting(MARK)),
                ServerActions.response(500, "", quoting(MARK)),
                ServerActions.response(403, "", "<html>" + MARK),
                ServerActions.response(200, "", "<html>" + MARK),
                ServerActions.response(200, "", "{\"code\":\"" + MARK),
                ServerActions.response(200, "", "{\"" + MARK + "\":1,\"" + MARK + "\":2}"),
                ServerActions.response(302, "Location: https://" + MARK + "\r\n", ""),
                ServerActions.response(429, "Retry-After: " + MARK + "\r\nX-Word: " + MARK + "\r\n", ""),
                ServerActions.response(503, "Retry-After: 3600\r\n", MARK),
                ServerActions.response(200, "Content-Encoding: gzip\r\n", MARK),
                echoing(sent -> sent + "\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 2" + sent + "\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 200 " + sent + "\r\nContent-Length: 0\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\n" + sent + "\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nX-Echo: " + sent + "\r\nContent-Length: 0\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 204 OK\r\n" + sent + ": 1\r\nContent-Length: 5\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nContent-Length: " + sent + "\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 302 OK\r\nLocation: " + sent + "\r\nContent-Length: 0\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nContent-Type: " + sent + "\r\nContent-Length: 0\r\n\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + sent + "\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + sent + "\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n5 " + sent + "\r\n"),
                echoing(sent -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + sent + "\r\n" + "\r\n"),
                ServerActions.closeOnAccept(),
                ServerActions.resetBeforeBody(),
                ServerActions.resetAfterBody(),
                ServerActions.halfResponse());
    }

    /** The record and the token in its notifyUrl come back where no body is. */
    private static Move echoing(UnaryOperator<String> response) {
        return (conversation, received) -> {
            WireRequest request = conversation.readRequest();
            received.add(request);
            conversation.write(response.apply(request.text()));
        };
    }

    @Test
    void revealsNothingOfACustomTransport() {
        ExchangeTransport talkative = new ExchangeTransport() {
            @Override
            public TransportResponse send(TransportRequest request) throws TransportException {
                String sent = new String(request.body(), StandardCharsets.UTF_8);
                IOException cause = new IOException(sent, new IllegalStateException(sent));
                cause.addSuppressed(new IOException(sent));
                TransportException failure = new TransportException(sent.contains("requestNo"), cause);
                failure.addSuppressed(new IOException(sent));
                throw failure;
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
        try (KycSharingClient client = client(builder -> builder.transport(talkative))) {
            hear(() -> client.share(ShareKycRequest.of("R-1", kz())));
            hear(() -> client.checkStatus(query()));
        }
        assertThat(overheard.said().toString()).contains("java.io.IOException", "java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @MethodSource("responses")
    void revealsNothingOfASentRecord(Move response) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(response);
                KycSharingClient client = client(server.baseUrl())) {
            hearAllCalls(client);
        }
    }

    /** Each of the dozens of attempts waits for the whole read timeout, so it is short here. */
    @Test
    void nothingIsLoggedOfARecordIfTheServerStalls() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.stallBeforeHeaders());
                KycSharingClient client =
                        client(builder -> builder.baseUrl(server.baseUrl()).readTimeout(Duration.ofMillis(50)))) {
            hearAllCalls(client);
            assertThat(server.received()).isNotEmpty();
        }
    }

    private void hearAllCalls(KycSharingClient client) {
        ShareKycRequest request = ShareKycRequest.of("R-1", kz());
        hear(() -> client.share(request));
        hear(() -> client.resume(request));
        hear(() -> client.shareAsync(request).join());
        PreparedRequest prepared = client.prepare(request);
        overheard.add(prepared);
        hear(() -> client.deliver(prepared, Evidence.CRASHED, DeliveryOptions.inherited()));
        hear(() -> client.deliverAsync(prepared, Evidence.NONE, DeliveryOptions.inherited(), Instant.MAX)
                .join());
        byte[] damaged = prepared.bytes();
        damaged[damaged.length - 1] = 'x';
        CustomerIds other = new CustomerIds(mark("other"), mark("main"), mark("sub"));
        overheard.add(catchThrowable(() -> client.restore("R-1", prepared.customer(), damaged)));
        overheard.add(catchThrowable(() -> client.restore("R-1", other, prepared.bytes())));
        hear(() -> client.checkStatus(query()));
        hear(() -> client.checkStatusAsync(query()).join());
        hear(() -> client.awaitFinalStatus(query(), QUICKLY));
        hear(() -> client.awaitFinalStatusAsync(query(), QUICKLY).join());
        for (Resubmission resubmission : Resubmission.values()) {
            hear(() -> client.resolveOutcome(
                    request, new ResolveOptions(Evidence.CRASHED, resubmission, DeliveryOptions.inherited())));
            hear(() -> client.resolveOutcome(
                    request, new ResolveOptions(Evidence.MAY_HAVE_ARRIVED, resubmission, DeliveryOptions.inherited())));
        }
        overheard.add(client);
    }

    @Test
    void theMarkersAreReallySent() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = client(server.baseUrl())) {
            client.share(kz());
            String sent = server.received().get(0).text();
            assertThat(sent).contains(MARKERS);
            assertThat(sent.split(MARK, -1)).hasSize(34);
        }
    }

    @Test
    @SuppressWarnings("try") // closed early, to be called closed
    void revealsNothingOfARecordThatCannotBeSent() throws IOException {
        int unused = ScriptedServer.freePort();
        try (KycSharingClient client = client("http://127.0.0.1:" + unused);
                KycSharingClient unsigned = client(builder -> builder.secret(() -> {
                    throw new IllegalStateException(SECRET);
                }));
                KycSharingClient limited = client(builder -> builder.maxRequestsPerSecond(1))) {
            hear(() -> client.share(kz()));
            hear(() -> unsigned.share(kz()));
            hear(() -> client.checkStatus(query()));
            hear(() -> unsigned.checkStatus(query()));
            hear(() -> client.resolveOutcome(ShareKycRequest.of("R-1", kz()), SETTLE));
            hear(() -> limited.share(kz()));
            hear(() -> limited.share(
                    ShareKycRequest.of(kz()),
                    DeliveryOptions.builder()
                            .totalTimeout(Duration.ofMillis(20))
                            .build()));
            Thread.currentThread().interrupt();
            hear(() -> client.share(kz()));
            assertThat(Thread.interrupted()).isTrue();
            client.close();
            hear(() -> client.share(kz()));
            hear(() -> client.shareAsync(kz()).join());
            hear(() -> client.checkStatusAsync(query()).join());
            hear(() -> client.awaitFinalStatusAsync(query(), QUICKLY).join());
        }
    }

    @Test
    void revealsNothingOfAnInvalidRecord() {
        KycInfo info = kz();
        UserInfo badUser = user().toBuilder()
                .bizEntityKey(mark("other"))
                .entityCustomerId(mark(" # "))
                .notifyUrl(mark("notifyUrl"))
                .build();
        BasicInfo badBasic = BasicInfo.builder()
                .firstName(mark("another"))
                .dob(LocalDate.of(190_703, 4, 1))
                .country(mark("country"))
                .userSubmitIp(mark("ip"))
                .address(mark("x").repeat(100))
                .build();
        QuestionnaireAnswer answer = QuestionnaireAnswer.of(mark("title"), mark("option"));
        KycInfo bad = info.toBuilder()
                .userInfo(badUser)
                .basicInfo(badBasic)
                .questionnaireInfo(QuestionnaireInfo.builder()
                        .version("V6")
                        .answers(List.of(answer, answer))
                        .build())
                .build();
        try (KycSharingClient client = client("http://localhost")) {
            List<KycViolation> violations = new ArrayList<>();
            try {
                client.share(new ShareKycRequest(mark("key"), null, bad));
            } catch (KycValidationException e) {
                violations.addAll(e.violations());
                overheard.add(e);
            }
            assertThat(violations).hasSizeGreaterThan(10);
            hear(() -> client.checkStatus(
                    KycStatusQuery.of(badUser).toBuilder().kycType(" ").build()));
            overheard.add(violations);
        }
    }

    @Test
    void revealsNothingOfUnreadableJson() {
        String whole = new String(KycJson.write(ShareKycRequest.of(kz())), StandardCharsets.UTF_8);
        List<String> broken = List.of(
                whole.substring(0, whole.length() / 2),
                whole.replace("\"consent\":true", "\"consent\":\"" + MARK + "\""),
                whole.replace("1907-03-04", MARK),
                whole.replace("1907-03-05T01:02:03Z", MARK),
                whole.replace("\"extra\":", "\"" + MARK + " unknown\":"),
                whole.replace("\"city\":\"CANARYcity\"", "\"city\":{\"" + MARK + "\":1}"),
                MARK,
                "\"" + MARK + "\"",
                "{\"kycInfo\":\"" + MARK + "\"}",
                "{\"requestNo\":\"" + MARK + "\",\"requestNo\":\"" + MARK + "\"}");
        for (String json : broken) {
            try {
                overheard.add(KycJson.readRequest(json.getBytes(StandardCharsets.UTF_8)));
            } catch (KycJsonException e) {
                overheard.add(e);
            }
        }
        assertThat(overheard.said()).hasSizeGreaterThanOrEqualTo(broken.size());
    }

    @Test
    void toStringRevealsNothing() {
        KycInfo info = kz();
        overheard.add(info);
        overheard.add(info.toBuilder());
        overheard.add(info.userInfo());
        overheard.add(user().toBuilder());
        overheard.add(info.basicInfo());
        overheard.add(info.identityInfo());
        overheard.add(info.tncInfo());
        overheard.add(info.questionnaireInfo());
        overheard.add(QuestionnaireAnswer.of(mark("title"), mark("option")));
        overheard.add(ShareKycRequest.of(info));
        overheard.add(DocumentType.of(MARK));
        overheard.add(query());
        overheard.add(query().toBuilder());
        overheard.add(LevelStatus.of(MARK));
        overheard.add(LevelSubStatus.of(MARK));
        overheard.add(ReviewStatus.of(MARK));
        KycStatus status = new KycStatus(Map.of(
                "statusInfo", Map.of("failReason", MARK, MARK, MARK, "faceStatus", MARK),
                "levelInfo",
                        Map.of("currentLevel", Map.of("levelName", MARK, "kycStatus", MARK), "passedLevel", MARK)));
        overheard.add(status);
        overheard.add(status.statusInfo());
        overheard.add(status.levelInfo());
        overheard.add(status.levelInfo().flatMap(LevelInfo::currentLevel));
        overheard.add(new AwaitedStatus(Optional.of(status), 1, Optional.empty()));
        overheard.add(new OutcomeResolution(
                OutcomeResolution.Outcome.IMPORT_FAILED,
                Optional.of(new ShareStatus(MARK, Map.of("requestNo", MARK, "status", MARK, "failMessage", MARK))),
                Optional.empty(),
                Optional.of(status),
                Evidence.NUMBER_SEEN,
                Optional.empty()));
        overheard.add(CustomerIds.of(user()));
        overheard.add(RequestSigner.hmacSha256(SECRET));
        overheard.add(RequestSigner.hmacSha256(() -> SECRET));
        overheard.add(KycSharingClient.builder().secret(SECRET));
    }

    @Test
    void logCaptureRecords() {
        log.trace("{}", MARK);
        java.util.logging.Logger.getLogger("okhttp3.anything").finest(MARK + " twice");
        assertThat(overheard.said().toString()).contains(MARK, MARK + " twice");
        overheard.said().clear();
    }

    @AfterEach
    void noMarkerIsLogged() {
        overheard.close();
        for (String marker : MARKERS) {
            assertThat(overheard.said()).noneMatch(text -> text.contains(marker));
        }
    }

    private void hear(Callable<?> call) {
        try {
            overheard.add(call.call());
        } catch (KycSharingException | CompletionException e) {
            overheard.add(e);
            overheard.add(e.getMessage());
        } catch (Exception e) {
            throw new AssertionError("No other exception is thrown", e);
        }
        overheard.add(Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .toList());
    }

    private static KycSharingClient client(String baseUrl) {
        return client(builder -> builder.baseUrl(baseUrl));
    }

    private static KycSharingClient client(UnaryOperator<KycSharingClientBuilder> settings) {
        KycSharingClientBuilder builder = TestClients.standard("http://127.0.0.1:9")
                .brokerType(BrokerType.KZ_ENTITY)
                .secret(SECRET)
                .questionnaire(
                        QuestionnaireTemplate.version("V6").question("q", "o").build());
        return settings.apply(builder).build();
    }
}
