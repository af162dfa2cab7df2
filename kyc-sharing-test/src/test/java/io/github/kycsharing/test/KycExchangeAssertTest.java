package io.github.kycsharing.test;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KycExchangeAssertTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET));

    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void setUp() {
        exchange = EXCHANGE.exchange();
        broker = new Broker(exchange.baseUrl());
    }

    @Test
    void checksAnExchangeWithoutRequests() {
        assertThat(exchange)
                .receivedNothing()
                .received(0)
                .accepted(0)
                .notAccepted("R1")
                .receivedOnlyValidSignatures();
        fails(() -> assertThat(exchange).received("R1"));
        fails(() -> assertThat(exchange).received(1));
        fails(() -> assertThat(exchange).accepted("R1"));
        fails(() -> assertThat(exchange).accepted(1));
        fails(() -> assertThat(exchange).rejected("R1", "000002"));
        fails(() -> assertThat(exchange).usedUp("R1"));
        fails(() -> assertThat(exchange).receivedSameBytes("R1"));
        fails(() -> assertThat(exchange).received("of any customer", request -> true));
    }

    @Test
    void checksAcceptedRecords() {
        exchange.faults().next(Fault.HTTP_503);
        broker.post(RecordBody.of("R1", "marker"));
        broker.post(RecordBody.of("R1", "marker"));

        assertThat(exchange)
                .received("R1")
                .received("R1", 2)
                .received(2)
                .received("that took effect", ReceivedRequest::tookEffect)
                .accepted("R1")
                .accepted(1)
                .receivedSameBytes("R1")
                .receivedOnlyValidSignatures();
        fails(() -> assertThat(exchange).receivedNothing());
        fails(() -> assertThat(exchange).received("R1", 1));
        fails(() -> assertThat(exchange).notAccepted("R1"));
        fails(() -> assertThat(exchange).rejected("R1", "000002"));
        fails(() -> assertThat(exchange).usedUp("R1"));
    }

    @Test
    void checksRefusedRecords() {
        exchange.faults().forRequestNo("R2").next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        broker.post(RecordBody.of("R1", "marker").remove("kycInfo.basicInfo"));
        broker.post(RecordBody.of("R1", "marker").set("kycInfo.userInfo.notifyUrl", "marker"));
        broker.post(RecordBody.of("R2", "marker"));
        broker.send(RecordBody.of("R3", "marker").toString().getBytes(StandardCharsets.UTF_8), "00");

        assertThat(exchange)
                .rejected("R1", "000002")
                .usedUp("R2")
                .rejected("R3", "10040080")
                .notAccepted("R1")
                .notAccepted("R2");
        fails(() -> assertThat(exchange).rejected("R1", "10040080"));
        fails(() -> assertThat(exchange).receivedSameBytes("R1"));
        fails(() -> assertThat(exchange).receivedOnlyValidSignatures());
    }

    @Test
    void verifiesImportsLinksAndSubmissions() {
        exchange.imports().fail("R2", "marker");
        broker.post(RecordBody.of("R1", "marker"));
        broker.post(RecordBody.of("R2", "marker"));
        String recordId = exchange.raiseRfi("marker", RfiRequest.of("PASSPORT")).recordId();

        assertThat(exchange)
                .imported("R1")
                .importFailed("R2")
                .linked("marker", "SUB-marker")
                .notLinked("marker", "other")
                .notLinked("other", "SUB-marker")
                .rfiSubmitted(recordId, 0)
                .received(ReceivedRequest.Call.SHARE, 2)
                .received(ReceivedRequest.Call.LINK_ACCOUNTS, 0);
        fails(() -> assertThat(exchange).imported("R2"));
        fails(() -> assertThat(exchange).imported("R3"));
        fails(() -> assertThat(exchange).importFailed("R1"));
        fails(() -> assertThat(exchange).importFailed("R3"));
        fails(() -> assertThat(exchange).linked("marker", "other"));
        fails(() -> assertThat(exchange).notLinked("marker", "SUB-marker"));
        fails(() -> assertThat(exchange).rfiSubmitted(recordId, 1));
        fails(() -> assertThat(exchange).rfiSubmitted("1", 0));
        fails(() -> assertThat(exchange).received(ReceivedRequest.Call.SHARE, 1));
    }

    @Test
    void failureListsTheReceivedRequests() {
        broker.post(RecordBody.of("R1", "marker"));

        assertThatThrownBy(() -> assertThat(exchange).accepted("R2"))
                .hasMessageContaining("R2 accepted once")
                .hasMessageContaining("requestNo=R1")
                .hasMessageContaining("effect=ACCEPTED");
    }

    private static void fails(ThrowingCallable assertion) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected the exchange to have")
                .hasMessageNotContaining("marker")
                .hasMessageNotContaining(Broker.STANDARD_SECRET);
    }
}
