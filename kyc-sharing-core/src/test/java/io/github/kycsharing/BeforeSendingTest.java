package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The beforeSend hook: it runs once per call, before the first byte is sent. */
class BeforeSendingTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET));

    private final List<PreparedRequest> received = new CopyOnWriteArrayList<>();

    private KycSharingClientBuilder client() {
        return TestClients.standard(EXCHANGE.exchange().baseUrl());
    }

    @Test
    void receivesRequestNoAndCustomerBeforeTheRecordIsSent() {
        try (KycSharingClient client = client().beforeSend(received::add)
                .beforeSend(request ->
                        assertThat(EXCHANGE.exchange().journal().requests()).isEmpty())
                .build()) {
            client.share(ShareKycRequest.of("REQ-1", TestRecords.standard("42")));
        }
        assertThat(received).singleElement().satisfies(request -> {
            assertThat(request.requestNo()).isEqualTo("REQ-1");
            assertThat(request.bizEntityKey()).isEqualTo(TestRecords.KEY);
            assertThat(request.customer()).isEqualTo(CustomerIds.of(TestRecords.userInfo("42")));
            assertThat(request.bytes())
                    .isEqualTo(
                            EXCHANGE.exchange().journal().last().orElseThrow().body());
        });
    }

    @Test
    void isCalledForAResumedSubmission() {
        try (KycSharingClient client = client().beforeSend(received::add).build()) {
            client.resume(ShareKycRequest.of("REQ-1", TestRecords.standard("42")));
        }
        assertThat(received).hasSize(1);
    }

    @Test
    void isNotCalledForARecordThatIsNotSent() {
        KycInfo record = TestRecords.standard("42");
        UserInfo anonymous = Objects.requireNonNull(record.userInfo()).toBuilder()
                .entityCustomerId(null)
                .build();
        try (KycSharingClient client = client().beforeSend(received::add).build()) {
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() ->
                            client.share(record.toBuilder().userInfo(anonymous).build()));
        }
        assertThat(received).isEmpty();
    }

    @Test
    void sendsNothingIfItFailsAndHidesItsMessage() {
        try (KycSharingClient client = client().beforeSend(request -> {
                    throw new IllegalStateException(
                            "no row for " + request.customer().entityCustomerId());
                })
                .build()) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("CANARY-42")))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.BEFORE_SEND_FAILED);
                        assertThat(e).hasNoCause().hasMessageContaining("IllegalStateException");
                        assertThat(e.getMessage()).doesNotContain("CANARY");
                    });
        }
        assertThat(EXCHANGE.exchange().journal().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "/kyc", "ftp://broker.example.com", "broker.example.com/kyc"})
    void rejectsAnInvalidNotifyUrlInTheBuilder(String notifyUrl) {
        KycSharingClientBuilder builder = client();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.notifyUrl(notifyUrl));
    }
}
