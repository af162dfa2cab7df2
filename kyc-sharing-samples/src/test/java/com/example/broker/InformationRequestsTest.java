package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycInformationRequests;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.KycNotification;
import io.github.kycsharing.model.NotificationEvent;
import io.github.kycsharing.model.SubmittedFiles;
import io.github.kycsharing.model.SubmittedFilesStatus;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.NotificationDelivery;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples of docs/information-requests.md. */
class InformationRequestsTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.configuredBy(builder ->
            builder.entity(ExchangeEntity.standard("MY_KEY", "my-secret")).rfiResultDelay(Duration.ofMinutes(10)));

    private static final String CUSTOMER_ID = "4711";
    private static final String FILE_URL = "https://files.broker.example.com/4711/passport.jpg";

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private KycSharingClient client;
    private RfiRecord raised;

    @BeforeEach
    void open() {
        client = KycSharingClient.builder()
                .bizEntityKey("MY_KEY")
                .secret("my-secret")
                .brokerType(BrokerType.STANDARD)
                .baseUrl(exchange.baseUrl())
                .notifyUrl("http://127.0.0.1:1/not-listening")
                .build();
        UserInfo user = Objects.requireNonNull(aCustomer().userInfo());
        client.share(aCustomer().toBuilder()
                .userInfo(user.toBuilder()
                        .entityCustomerId(CUSTOMER_ID)
                        .notifyUrl(null)
                        .build())
                .build());
        raised = exchange.raiseRfi(CUSTOMER_ID, RfiRequest.of("PASSPORT"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void listsOpenRequests() {
        // tag::list[]
        KycInformationRequests requests = client.informationRequests();
        InformationRequestFilter open = InformationRequestFilter.builder()
                .entityCustomerId("4711")
                .status(InformationRequestStatus.PROCESS)
                .build();

        List<InformationRequest> all = requests.stream(open).toList(); // queries page after page
        InformationRequestPage first = requests.page(open, 1, 20); // one page of 20 rows
        // end::list[]
        assertThat(all).hasSize(1);
        assertThat(first.rows()).isEqualTo(all);
        assertThat(first.total()).hasValue(1);
    }

    @Test
    void submitsFilesAndQueriesTheResult() {
        InformationRequest request = client.informationRequests().stream(InformationRequestFilter.ALL)
                .findFirst()
                .orElseThrow();
        KycInformationRequests requests = client.informationRequests();
        String fileUrl = FILE_URL;
        // tag::submit[]
        String recordId = request.recordId().orElseThrow();
        List<InformationFiles> files = request.fileTypes().stream() // such as PASSPORT
                .map(type -> InformationFiles.of(type, fileUrl))
                .toList();
        String requestNo = requests.submit("4711", recordId, files); // store it: only the exchange can supply it
        // end::submit[]
        exchange.advance(Duration.ofMinutes(10));
        // tag::result[]
        SubmittedFiles submitted = requests.submittedFiles("4711", recordId, requestNo);
        boolean isProcessed =
                submitted.result().filter(SubmittedFilesStatus::isFinal).isPresent();
        boolean isFailed =
                submitted.result().filter(SubmittedFilesStatus.FAILED::equals).isPresent();
        // end::result[]
        assertThat(isProcessed).isTrue();
        assertThat(isFailed).isFalse();
        assertThat(exchange).rfiSubmitted(recordId, 1);
    }

    @Test
    void readsTheResultInANotification() {
        client.informationRequests()
                .submit(CUSTOMER_ID, raised.recordId(), List.of(InformationFiles.of("PASSPORT", FILE_URL)));
        raised.failSubmission("blurred");
        exchange.advance(Duration.ofMinutes(10));
        List<NotificationDelivery> deliveries = exchange.notifications().ofCustomer(CUSTOMER_ID);
        byte[] body = deliveries.get(deliveries.size() - 1).body();
        String query = "";
        // tag::notification[]
        KycNotification notification = KycNotification.read(body);
        if (notification
                .eventType()
                .filter(NotificationEvent.USER_RFI_SUBMIT_RESULT::equals)
                .isPresent()) {
            SubmittedFiles files = notification.submittedFiles().orElseThrow();
            query = files.recordId().orElse("all records"); // query this result before you rely on it
        }
        // end::notification[]
        assertThat(query).isEqualTo(raised.recordId());
    }

    @Test
    void resolvesASubmissionWithAnUnknownOutcome() {
        KycInformationRequests requests = client.informationRequests();
        String recordId = raised.recordId();
        List<InformationFiles> files = List.of(InformationFiles.of("PASSPORT", FILE_URL));
        exchange.faults().forCall(Call.RFI_SUBMISSION).next(Fault.RESET_AFTER_PROCESSING);
        boolean submitAgain = true;
        // tag::unknown[]
        try {
            requests.submit("4711", recordId, files);
        } catch (KycOutcomeUnknownException e) {
            // e.resolvedBy() is LIST_INFORMATION_REQUESTS
            submitAgain = requests.stream(InformationRequestFilter.builder()
                            .recordId(recordId)
                            .build())
                    .anyMatch(request -> request.status()
                            .filter(InformationRequestStatus.PROCESS::equals)
                            .isPresent());
        }
        // end::unknown[]
        assertThat(submitAgain).isFalse();
        assertThat(exchange).rfiSubmitted(recordId, 1);
    }
}
