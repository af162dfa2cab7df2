package io.github.kycsharing;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.InformationRequestType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycNotification;
import io.github.kycsharing.model.NotificationEvent;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.SubmittedFiles;
import io.github.kycsharing.model.SubmittedFilesStatus;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import io.github.kycsharing.validation.KycViolation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests for information, from the request to the result of the files, against the simulator. */
@Timeout(60)
class InformationRequestsTest {
    private static final InformationFiles PASSPORT = InformationFiles.of(
            "PASSPORT", "https://files.example.com/front.jpg", "https://files.example.com/back.jpg");

    private final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
            .rfiResultDelay(Duration.ofMinutes(10))
            .start();
    private final KycSharingClient client =
            TestClients.standard(exchange.baseUrl()).build();
    private final KycInformationRequests requests = client.informationRequests();

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    private SubmittedFilesStatus result(String recordId, String requestNo) {
        return requests.submittedFiles("42", recordId, requestNo).result().orElseThrow();
    }

    private InformationRequestStatus status(String recordId) {
        return requests.stream(InformationRequestFilter.customer("42"))
                .filter(request -> request.recordId().orElseThrow().equals(recordId))
                .findFirst()
                .flatMap(InformationRequest::status)
                .orElseThrow();
    }

    @Test
    void submittedFilesSucceedAfterProcessing() {
        RfiRecord raised = exchange.raiseRfi(
                "42", RfiRequest.of("PASSPORT", "SELFIE").withRecordType("WCK").withValidFor(Duration.ofDays(3)));
        InformationRequest request = requests.page(InformationRequestFilter.customer("42"), 1, 10)
                .rows()
                .get(0);

        assertThat(request.recordId()).contains(raised.recordId());
        assertThat(request.status()).contains(InformationRequestStatus.PROCESS);
        assertThat(request.recordType()).contains(InformationRequestType.WCK);
        assertThat(request.fileTypes()).containsExactly("PASSPORT", "SELFIE");
        assertThat(request.expireTime().orElseThrow())
                .isEqualTo(request.dbCreateTime().orElseThrow().plus(Duration.ofDays(3)));

        String requestNo = requests.submit("42", raised.recordId(), List.of(PASSPORT));
        assertThat(result(raised.recordId(), requestNo)).isEqualTo(SubmittedFilesStatus.PROCESS);
        assertThat(status(raised.recordId())).isEqualTo(InformationRequestStatus.UPLOADING);
        exchange.advance(Duration.ofMinutes(10));
        assertThat(result(raised.recordId(), requestNo)).isEqualTo(SubmittedFilesStatus.SUCCESS);
        assertThat(status(raised.recordId())).isEqualTo(InformationRequestStatus.REVIEW);
        assertThat(exchange).rfiSubmitted(raised.recordId(), 1);
        assertThat(raised.submissions().get(0).fileUrls())
                .containsOnlyKeys("PASSPORT")
                .containsValue(PASSPORT.fileUrls());
    }

    @Test
    void filesAreNotSentAfterTheGivenTime() {
        RfiRecord raised = exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
        DeliveryOptions options = DeliveryOptions.inherited();

        KycNotSentException failure = catchThrowableOfType(
                KycNotSentException.class,
                () -> requests.submit(
                        "42",
                        raised.recordId(),
                        List.of(PASSPORT),
                        options,
                        Instant.now().minusSeconds(1)));
        assertThat(failure.reason()).isEqualTo(KycNotSentException.Reason.DEADLINE_EXCEEDED);
        assertThat(exchange).rfiSubmitted(raised.recordId(), 0);

        String requestNo = requests.submit(
                "42",
                raised.recordId(),
                List.of(PASSPORT),
                options,
                Instant.now().plusSeconds(60));
        assertThat(requestNo).isNotBlank();
        assertThat(exchange).rfiSubmitted(raised.recordId(), 1);
    }

    @Test
    void filesAreValidatedWithoutBeingSent() {
        RfiRecord raised = exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
        assertThat(requests.validate("42", raised.recordId(), List.of(PASSPORT)))
                .isEmpty();
        assertThat(requests.validate(
                        "4 2",
                        raised.recordId(),
                        List.of(InformationFiles.of("PASSPORT", "https://files.example.com/a.exe"))))
                .extracting(KycViolation::path)
                .containsExactly("entityCustomerId", "fileDataList[0].files[0].fileUrl");
        assertThat(exchange.journal().isEmpty()).isTrue();
    }

    @Test
    void failedFilesHaveAReasonAndCanBeSubmittedAgain() {
        RfiRecord raised = exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
        raised.failSubmission("blurred");
        String first = requests.submit("42", raised.recordId(), List.of(PASSPORT));
        exchange.advance(Duration.ofMinutes(10));
        SubmittedFiles failed = requests.submittedFiles("42", raised.recordId(), first);
        String second = requests.submit("42", raised.recordId(), List.of(PASSPORT));
        exchange.advance(Duration.ofMinutes(10));

        assertThat(failed.result()).contains(SubmittedFilesStatus.FAILED);
        assertThat(failed.failReason()).contains("blurred");
        assertThat(failed).asString().doesNotContain("blurred");
        assertThat(second).isNotEqualTo(first);
        assertThat(result(raised.recordId(), second)).isEqualTo(SubmittedFilesStatus.SUCCESS);
    }

    @Test
    void resultArrivesAsANotification() throws IOException {
        BlockingQueue<KycNotification> received = new LinkedBlockingQueue<>();
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", call -> {
            received.add(KycNotification.read(call.getRequestBody().readAllBytes()));
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        webhook.start();
        try {
            KycInfo record = TestRecords.standard("42");
            String notifyUrl = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/kyc";
            client.share(record.toBuilder()
                    .userInfo(TestRecords.userInfo("42").toBuilder()
                            .notifyUrl(notifyUrl)
                            .build())
                    .build());
            RfiRecord raised = exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
            raised.failSubmission("blurred");
            String requestNo = requests.submit("42", raised.recordId(), List.of(PASSPORT));
            exchange.advance(Duration.ofMinutes(10));

            KycNotification notification = received.stream()
                    .filter(next -> next.eventType()
                            .filter(NotificationEvent.USER_RFI_SUBMIT_RESULT::equals)
                            .isPresent())
                    .findFirst()
                    .orElseThrow();
            SubmittedFiles files = notification.submittedFiles().orElseThrow();
            assertThat(notification.entityCustomerId()).contains("42");
            assertThat(notification.levelInfo()).isEmpty();
            assertThat(files.recordId()).contains(raised.recordId());
            assertThat(files.requestNo()).contains(requestNo);
            assertThat(files.result()).contains(SubmittedFilesStatus.FAILED);
            assertThat(files.failReason()).contains("blurred");
            assertThat(notification).asString().doesNotContain("blurred").doesNotContain(requestNo);
        } finally {
            webhook.stop(0);
        }
    }

    @Test
    void streamQueriesAPageOnlyWhenItReachesIt() {
        for (int i = 0; i < InformationRequestPages.ROWS + 1; i++) {
            exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
        }
        exchange.raiseRfi("43", RfiRequest.of("PASSPORT"));

        Stream<InformationRequest> stream = requests.stream(InformationRequestFilter.customer("42"));
        assertThat(exchange).received(Call.RFI_RECORDS_QUERY, 0);
        assertThat(stream.limit(InformationRequestPages.ROWS)).hasSize(InformationRequestPages.ROWS);
        assertThat(exchange).received(Call.RFI_RECORDS_QUERY, 1);
        assertThat(requests.stream(InformationRequestFilter.ALL))
                .extracting(request -> request.recordId().orElseThrow())
                .containsExactlyElementsOf(
                        exchange.rfiRecords().stream().map(RfiRecord::recordId).toList());
        assertThat(exchange).received(Call.RFI_RECORDS_QUERY, 3);
    }

    @Test
    void filterSelectsRecords() {
        RfiRecord closed = exchange.raiseRfi("42", RfiRequest.of("PASSPORT")).set("CLOSE");
        RfiRecord open = exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
        LocalDate today = LocalDate.ofInstant(
                requests.page(InformationRequestFilter.ALL, 1, 1)
                        .rows()
                        .get(0)
                        .dbCreateTime()
                        .orElseThrow(),
                ZoneOffset.UTC);

        assertThat(ids(InformationRequestFilter.builder()
                        .status(InformationRequestStatus.CLOSE)
                        .build()))
                .containsExactly(closed.recordId());
        assertThat(ids(InformationRequestFilter.builder()
                        .recordId(open.recordId())
                        .build()))
                .containsExactly(open.recordId());
        assertThat(ids(InformationRequestFilter.builder()
                        .createdFrom(today)
                        .createdTo(today.plusDays(1))
                        .build()))
                .hasSize(2);
        assertThat(ids(InformationRequestFilter.builder()
                        .createdTo(today.minusDays(1))
                        .build()))
                .isEmpty();
        InformationRequestPage second = requests.page(InformationRequestFilter.ALL, 2, 1);
        assertThat(second.total()).hasValue(2);
        assertThat(second.rows())
                .extracting(row -> row.recordId().orElseThrow())
                .containsExactly(open.recordId());
    }

    private List<String> ids(InformationRequestFilter filter) {
        return requests.stream(filter)
                .map(request -> request.recordId().orElseThrow())
                .toList();
    }

    @Test
    void exchangeRefusesFilesThatTheRecordDoesNotList() {
        RfiRecord raised = exchange.raiseRfi("42", RfiRequest.of("SELFIE"));

        assertThatExceptionOfType(KycRejectedException.class)
                .isThrownBy(() -> requests.submit("42", raised.recordId(), List.of(PASSPORT)));
        assertThatExceptionOfType(KycRejectedException.class)
                .isThrownBy(() -> requests.submit("42", "unknown", List.of(PASSPORT)));
        assertThatExceptionOfType(KycRejectedException.class)
                .isThrownBy(() -> requests.submittedFiles("42", raised.recordId(), "unknown"));
        assertThat(exchange).rfiSubmitted(raised.recordId(), 0);
    }

    @Test
    void recordStatusResolvesASubmissionWithALostResponse() {
        RfiRecord raised = exchange.raiseRfi("42", RfiRequest.of("PASSPORT"));
        exchange.faults().forCall(Call.RFI_SUBMISSION).next(Fault.HTTP_503, Fault.RESET_AFTER_PROCESSING);

        unknownSubmission(raised);
        assertThat(status(raised.recordId())).isEqualTo(InformationRequestStatus.PROCESS);
        unknownSubmission(raised);
        assertThat(status(raised.recordId())).isEqualTo(InformationRequestStatus.UPLOADING);
        assertThat(exchange).rfiSubmitted(raised.recordId(), 1).received(Call.RFI_SUBMISSION, 2);
    }

    private void unknownSubmission(RfiRecord raised) {
        assertThat(catchThrowableOfType(
                                KycOutcomeUnknownException.class,
                                () -> requests.submit("42", raised.recordId(), List.of(PASSPORT)))
                        .resolvedBy())
                .contains(Operation.LIST_INFORMATION_REQUESTS);
    }
}
