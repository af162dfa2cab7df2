package io.github.kycsharing;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The import status of a submission, against the simulator. */
@Timeout(60)
class ShareStatusTest {
    private static final DeliveryOptions ONCE =
            DeliveryOptions.builder().maxAttempts(1).build();

    private final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
            .importDelay(Duration.ofMinutes(5))
            .start();
    private final KycSharingClient client =
            TestClients.standard(exchange.baseUrl()).build();

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    private void share(String requestNo) {
        client.share(ShareKycRequest.of(requestNo, TestRecords.standard("42")));
    }

    @Test
    void importSucceedsAfterAcceptance() {
        share("R-1");
        ShareStatus before = client.shareStatus("42", "R-1");
        exchange.advance(Duration.ofMinutes(5));
        ShareStatus after = client.shareStatusAsync("42", "R-1").join();

        assertThat(before.isConclusive()).isTrue();
        assertThat(before.status()).contains(ImportStatus.INIT);
        assertThat(after.isConclusive()).isTrue();
        assertThat(after.status()).contains(ImportStatus.SUCCESS);
        assertThat(after.failMessage()).isEmpty();
        assertThat(exchange).imported("R-1").received(Call.SHARE_STATUS_QUERY, 2);
    }

    @Test
    void importFailsWithAReasonAfterAcceptance() {
        exchange.imports().fail("R-1", "document unreadable");
        share("R-1");
        exchange.advance(Duration.ofMinutes(5));
        ShareStatus status = client.shareStatus("42", "R-1");

        assertThat(status.status()).contains(ImportStatus.FAIL);
        assertThat(status.failMessage()).contains("document unreadable");
        assertThat(status).asString().doesNotContain("unreadable").doesNotContain("R-1");
        assertThat(exchange).importFailed("R-1");
    }

    @Test
    void submissionWithoutSeenResponseIsFound() {
        exchange.faults().next(Fault.RESET_AFTER_PROCESSING);
        assertThatExceptionOfType(KycOutcomeUnknownException.class)
                .isThrownBy(() -> client.share(ShareKycRequest.of("R-1", TestRecords.standard("42")), ONCE));

        assertThat(client.shareStatus("42", "R-1").isConclusive()).isTrue();
        assertThat(exchange).received(Call.SHARE, 1);
    }

    static Stream<List<Fault>> withoutEffect() {
        return Stream.of(
                List.of(),
                List.of(Fault.RESET_BEFORE_PROCESSING),
                List.of(Fault.SYSTEM_ERROR_NUMBER_USED_UP),
                List.of(Fault.code("10040102")));
    }

    @ParameterizedTest
    @MethodSource("withoutEffect")
    void numberWithoutImportIsInconclusive(List<Fault> faults) {
        for (Fault fault : faults) {
            exchange.faults().next(fault);
            assertThatExceptionOfType(KycSharingException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of("R-1", TestRecords.standard("42")), ONCE));
        }
        ShareStatus status = client.shareStatus("42", "R-1");

        assertThat(status.isConclusive()).isFalse();
        assertThat(status.status()).isEmpty();
    }

    @Test
    void numberOfAnotherCustomerIsInconclusive() {
        share("R-1");
        assertThat(client.shareStatus("43", "R-1").isConclusive()).isFalse();
    }

    @Test
    void unknownNumberCanBeRefused() {
        try (KycExchangeSimulator strict = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                        .unknownRequestNoCode("000002")
                        .start();
                KycSharingClient other = TestClients.standard(strict.baseUrl()).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> other.shareStatus("42", "R-1"))
                    .satisfies(e -> assertThat(e.code().orElseThrow().value()).isEqualTo("000002"));
        }
    }

    @Test
    void lostResponsesAreRetriedWithTheSameBytes() {
        share("R-1");
        exchange.faults().forCall(Call.SHARE_STATUS_QUERY).next(Fault.HTTP_503, Fault.RESET_AFTER_PROCESSING);

        assertThat(client.shareStatus("42", "R-1").status()).contains(ImportStatus.INIT);
        assertThat(exchange.journal().ofCall(Call.SHARE_STATUS_QUERY))
                .hasSize(3)
                .allSatisfy(query -> assertThat(query.signatureValid()).isTrue())
                .extracting(query -> query.bodyText())
                .containsOnly("{\"bizEntityKey\":\"BROKERKEY\",\"entityCustomerId\":\"42\",\"requestNo\":\"R-1\"}");
    }
}
