package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/testing.md prints of imports, linked accounts and requests for information. */
class SimulatorTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.configuredBy(builder ->
            builder.entity(ExchangeEntity.standard("MY_KEY", "my-secret")).importDelay(Duration.ofMinutes(5)));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();

    private void share(String requestNo) {
        try (KycSharingClient client = KycSharingClient.builder()
                .bizEntityKey("MY_KEY")
                .secret("my-secret")
                .brokerType(BrokerType.STANDARD)
                .baseUrl(exchange.baseUrl())
                .notifyUrl(".")
                .build()) {
            client.share(ShareKycRequest.of(requestNo, aCustomer()));
        }
    }

    @Test
    void importsRecords() {
        // tag::imports[]
        exchange.imports().fail("REQ-2", "document unreadable");
        exchange.imports().failNextOfCustomer("4711", "document unreadable"); // the next accepted share of 4711
        share("REQ-1");
        share("REQ-2");
        exchange.advance(Duration.ofMinutes(5)); // the builder's importDelay
        assertThat(exchange).imported("REQ-1").importFailed("REQ-2");
        // end::imports[]
    }

    @Test
    void showsLinkedAccounts() {
        share("REQ-1");
        String customer = Objects.requireNonNull(
                Objects.requireNonNull(aCustomer().userInfo()).entityCustomerId());

        assertThat(exchange.linkedAccounts()).hasSize(1);
        assertThat(exchange).notLinked(customer, "another-sub-account");
    }

    @Test
    void raisesRequestsForInformation() {
        // tag::rfi[]
        RfiRecord record =
                exchange.raiseRfi("4711", RfiRequest.of("PASSPORT", "SELFIE").withValidFor(Duration.ofDays(3)));
        record.failSubmission("blurred"); // the next submission of files, or the one under way
        record.set("CLOSE"); // any status, documented or not
        assertThat(exchange).rfiSubmitted(record.recordId(), 0);
        // end::rfi[]
        assertThat(record.status()).isEqualTo("CLOSE");
    }

    @Test
    void scriptsFaultsOfOneCall() {
        // tag::call-faults[]
        exchange.faults().forCall(Call.LINK_ACCOUNTS).next(Fault.RESET_AFTER_PROCESSING);
        exchange.faults().forCall(Call.RFI_SUBMISSION).always(Fault.HTTP_503);
        // end::call-faults[]
        share("REQ-1");
        assertThat(exchange).accepted("REQ-1").received(1);
    }
}
