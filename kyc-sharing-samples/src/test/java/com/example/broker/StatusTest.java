package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.AwaitedStatus;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.OutcomeResolution;
import io.github.kycsharing.ResolveOptions;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.NotificationDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples of docs/status.md and docs/testing.md about statuses and notifications. */
class StatusTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("MY_KEY", "my-secret"));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private KycSharingClient client;

    @BeforeEach
    void open() {
        client = KycSharingClient.builder()
                .bizEntityKey("MY_KEY")
                .secret("my-secret")
                .brokerType(BrokerType.STANDARD)
                .baseUrl(exchange.baseUrl())
                .notifyUrl("http://127.0.0.1:1/not-listening")
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static UserInfo user() {
        return Objects.requireNonNull(aCustomer().userInfo());
    }

    private static String customerId() {
        return Objects.requireNonNull(user().entityCustomerId());
    }

    @Test
    void queriesARefusedStatus() {
        exchange.status(customerId()).set(ExchangeStatus.REFUSED);
        // tag::query[]
        KycStatus status = client.checkStatus(KycStatusQuery.of(user()));
        String next;
        if (status.nonExisted()) {
            next = "share the record: the exchange has none of this customer";
        } else if (status.isPassed()) {
            next = "create the sub account's API key: the customer may trade";
        } else if (status.isFinal()) {
            next = "investigate: levelStatus() and statusInfo().failReason() have details";
        } else {
            next = "poll again: pending, or an undocumented status";
        }
        // end::query[]
        assertThat(next).startsWith("investigate");
        assertThat(status.isFinal()).isTrue();
        assertThat(status.isPassed()).isFalse();
        assertThat(status.statusInfo().orElseThrow().failReason()).isPresent();
    }

    @Test
    void pollsUntilTheStatusIsTerminal() throws Exception {
        KycStatusQuery query = KycStatusQuery.of(user());
        exchange.status(customerId()).progress(ExchangeStatus.PROCESS, ExchangeStatus.PASS);
        // tag::await[]
        AwaitOptions options = AwaitOptions.within(Duration.ofMinutes(30))
                .withIntervals(Duration.ofMillis(200), Duration.ofMinutes(5));
        AwaitedStatus awaited = client.awaitFinalStatus(query, options);
        boolean mayTrade = awaited.isPassed();
        boolean timeWasUpFirst = !awaited.isFinal();

        CompletableFuture<AwaitedStatus> later = client.awaitFinalStatusAsync(query, options);
        // end::await[]
        assertThat(mayTrade).isTrue();
        assertThat(timeWasUpFirst).isFalse();
        assertThat(later.get().isPassed()).isTrue();
    }

    @Test
    void queriesTheImportStatus() {
        client.share(ShareKycRequest.of("REQ-1", aCustomer()));
        // tag::share-status[]
        ShareStatus status = client.shareStatus(customerId(), "REQ-1");
        String next;
        if (!status.isConclusive()) {
            next = "nothing is proved: the response is not about this requestNo";
        } else if (status.status().filter(ImportStatus.FAIL::equals).isPresent()) {
            next = "correct the record, see failMessage(), and share it with a new requestNo";
        } else if (status.status().filter(ImportStatus.SUCCESS::equals).isPresent()) {
            next = "wait for the customer's status";
        } else {
            next = "query again: the import is under way, or has an undocumented status";
        }
        // end::share-status[]
        assertThat(next).startsWith("wait");
    }

    @Test
    void resolvesTheOutcomeOfALostResponse() {
        KycInfo record = aCustomer();
        exchange.faults().next(Fault.RESET_AFTER_PROCESSING);
        String outcome = "";
        Evidence evidence = Evidence.CRASHED;
        DeliveryOptions once = DeliveryOptions.builder().maxAttempts(1).build();
        // tag::resolve[]
        ShareKycRequest request = ShareKycRequest.of("REQ-1", record);
        try {
            ShareResult result = client.share(request, once);
            outcome = "accepted under " + result.requestNo();
        } catch (KycSharingException e) {
            if (!e.isResolvable()) {
                throw e;
            }
            OutcomeResolution resolution = client.resolveOutcome(request, e);
            outcome = resolution.outcome().name();
            evidence = resolution.evidence();
        }
        // end::resolve[]
        assertThat(outcome).isEqualTo("IMPORTED");
        // tag::resolve-later[]
        ResolveOptions options = new ResolveOptions(evidence, Resubmission.NEVER, DeliveryOptions.inherited());
        OutcomeResolution.Outcome resolved =
                client.resolveOutcome(request, options).outcome();
        // end::resolve-later[]
        assertThat(resolved).isEqualTo(OutcomeResolution.Outcome.IMPORTED);
    }

    @Test
    void deliversFromStorage() {
        KycInfo record = aCustomer();
        // tag::prepare[]
        PreparedRequest prepared = client.prepare(ShareKycRequest.of("REQ-7", record));
        byte[] stored = prepared.bytes(); // store them encrypted, with requestNo and customer

        PreparedRequest restored = client.restore("REQ-7", prepared.customer(), stored);
        Instant claimedUntil = Instant.now().plusSeconds(30);
        ShareResult result = client.deliver(restored, Evidence.NONE, DeliveryOptions.inherited(), claimedUntil);
        // end::prepare[]
        assertThat(result.evidence().accepted()).isTrue();
        assertThat(exchange.journal().last().orElseThrow().body()).isEqualTo(stored);
    }

    @Test
    void scriptsStatuses() {
        // tag::statuses[]
        exchange.status("4711").set(ExchangeStatus.PASS);
        exchange.status("4711")
                .set(ExchangeStatus.REFUSED.withSubStatus("HIGH_RISK").withFailReason("blurred"));
        exchange.status("4711").set(ExchangeStatus.of("BRAND_NEW").withField("unheardOf", 1));
        exchange.status("4711")
                .progress(ExchangeStatus.PROCESS, ExchangeStatus.PASS); // the next query, and those after it
        exchange.status("4711").forget(); // from now on there is no such record
        // end::statuses[]
        assertThat(exchange.status("4711").current()).isEmpty();
    }

    @Test
    void notifiesOfStatusChanges() {
        client.share(aCustomer().toBuilder()
                .userInfo(user().toBuilder()
                        .entityCustomerId("4711")
                        .notifyUrl(null)
                        .build())
                .build());
        // tag::notifications[]
        exchange.status("4711").set(ExchangeStatus.PASS); // has been delivered, or has failed, when this returns
        exchange.advance(Duration.ofMinutes(3)); // the second attempt, if the first one failed
        List<NotificationDelivery> attempts = exchange.notifications().ofCustomer("4711");
        exchange.notifications().redeliver(attempts.get(0)); // the same bytes again, as after a replay
        // end::notifications[]
        assertThat(attempts).hasSize(2);
        assertThat(exchange.notifications().deliveries()).hasSize(3);
    }
}
