package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.AwaitedStatus;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps of docs/from-zero-to-trading.md, in their order. */
class FromZeroToTradingTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("MY_KEY", "my-secret"));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private final List<String> apiKeys = new ArrayList<>();

    @Test
    void customerTradesAfterAllSteps() {
        String bizEntityKey = "MY_KEY";
        String secret = "my-secret";
        String baseUrl = exchange.baseUrl();
        // tag::client[]
        KycSharingClient client = KycSharingClient.builder()
                .bizEntityKey(bizEntityKey)
                .secret(secret)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(baseUrl)
                .notifyUrl("https://broker.example.com/kyc/notify")
                .build();
        // end::client[]
        try (client) {
            KycInfo record = aCustomer();
            UserInfo user = Objects.requireNonNull(record.userInfo());
            exchange.faults().forCall(Call.STATUS_QUERY).next(Fault.FORBIDDEN);
            assertThat(isAllowListed(client, KycStatusQuery.of(user))).isFalse();
            assertThat(isAllowListed(client, KycStatusQuery.of(user))).isTrue();
            share(
                    client,
                    "REQ-1",
                    record.toBuilder()
                            .userInfo(user.toBuilder().notifyUrl(".").build())
                            .build());
            walk(client, user);
        }
        assertThat(apiKeys).containsExactly(user().brokerSubAccountId());
        assertThat(exchange).accepted("REQ-1").imported("REQ-1");
    }

    private static UserInfo user() {
        return Objects.requireNonNull(aCustomer().userInfo());
    }

    private static boolean isAllowListed(KycSharingClient client, KycStatusQuery query) {
        // tag::allow-list[]
        try {
            client.checkStatus(query); // of any customer: a query changes nothing
            return true;
        } catch (KycAccessDeniedException e) {
            return false; // HTTP 403: this address is not allow-listed
        }
        // end::allow-list[]
    }

    private static void share(KycSharingClient client, String requestNo, KycInfo record) {
        // tag::share[]
        ShareResult result = client.share(ShareKycRequest.of(requestNo, record)); // store the requestNo first
        // end::share[]
        assertThat(result.requestNo()).isEqualTo(requestNo);
    }

    private void walk(KycSharingClient client, UserInfo user) {
        String customerId = Objects.requireNonNull(user.entityCustomerId());
        String mainAccount = Objects.requireNonNull(user.brokerMainAccountId());
        String subAccount = Objects.requireNonNull(user.brokerSubAccountId());
        exchange.status(customerId).progress(ExchangeStatus.PROCESS, ExchangeStatus.REVIEW);
        createApiKey(client, mainAccount, subAccount);
        assertThat(apiKeys).isEmpty();

        RfiRecord raised = exchange.raiseRfi(customerId, RfiRequest.of("PASSPORT", "SELFIE"));
        submitRequestedFiles(client, customerId);
        assertThat(exchange).rfiSubmitted(raised.recordId(), 1);

        exchange.status(customerId).set(ExchangeStatus.PASS);
        // tag::wait[]
        AwaitOptions options = AwaitOptions.within(Duration.ofMinutes(30));
        AwaitedStatus awaited = client.awaitFinalStatus(KycStatusQuery.of(user), options);
        boolean mayTrade = awaited.isPassed();
        // end::wait[]
        assertThat(mayTrade).isTrue();
        createApiKey(client, mainAccount, subAccount);
    }

    private static void submitRequestedFiles(KycSharingClient client, String customerId) {
        // tag::rfi[]
        InformationRequestFilter open = InformationRequestFilter.builder()
                .entityCustomerId(customerId)
                .status(InformationRequestStatus.PROCESS)
                .build();
        for (InformationRequest request :
                client.informationRequests().stream(open).toList()) {
            List<InformationFiles> files = request.fileTypes().stream()
                    .map(type -> InformationFiles.of(type, "https://files.broker.example.com/" + type + ".pdf"))
                    .toList();
            client.informationRequests().submit(customerId, request.recordId().orElseThrow(), files);
        }
        // end::rfi[]
    }

    private void createApiKey(KycSharingClient client, String mainAccount, String subAccount) {
        // tag::api-key[]
        BrokerAccount account = BrokerAccount.of(mainAccount, subAccount);
        if (client.accounts().checkStatus(account).isPassed()) {
            apiKeys.add(subAccount); // create the sub account's API key
        }
        // end::api-key[]
    }
}
