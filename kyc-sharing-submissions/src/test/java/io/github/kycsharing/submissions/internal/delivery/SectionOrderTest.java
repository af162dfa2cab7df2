package io.github.kycsharing.submissions.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A KZ entity shares section after section. */
class SectionOrderTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sectionsOfACustomerArriveInTheirOrder(TestDatabase database) {
        try (ClockedDelivery fixture = new ClockedDelivery(database, BrokerType.KZ_ENTITY, builder -> builder)) {
            KycInfo identity = TestRecords.standard("C-1");
            KycInfo partial = TestRecords.partial("C-1");
            KycInfo.Builder only = KycInfo.builder().userInfo(Objects.requireNonNull(partial.userInfo()));
            fixture.exchange
                    .faults()
                    .forCall(ReceivedRequest.Call.SHARE)
                    .next(Fault.RESET_BEFORE_PROCESSING, Fault.NONE, Fault.FORBIDDEN);

            List<UUID> ids = List.of(
                    fixture.submit(only.tncInfo(partial.tncInfo()).build()),
                    fixture.submit(KycInfo.builder()
                            .userInfo(partial.userInfo())
                            .questionnaireInfo(partial.questionnaireInfo())
                            .build()),
                    fixture.submit(identity));
            fixture.pass(Duration.ofMinutes(5));

            assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.IMPORTED);
            assertThat(fixture.shares().stream().map(ReceivedRequest::requestNo).distinct())
                    .containsExactlyElementsOf(
                            ids.stream().map(id -> fixture.row(id).requestNo()).toList());
        }
    }

    @Test
    void rejectedSectionHoldsNothingBack() {
        try (ClockedDelivery fixture = new ClockedDelivery(TestDatabase.H2, BrokerType.KZ_ENTITY, builder -> builder)) {
            fixture.exchange.faults().forCustomer("C-1").next(Fault.code("10040101"));
            UUID first = fixture.submit(TestRecords.partial("C-1"));
            UUID second = fixture.submit(TestRecords.standard("C-1"));

            fixture.pass(Duration.ofMinutes(1));

            assertThat(fixture.state(first)).isEqualTo(SubmissionState.REJECTED);
            assertThat(fixture.state(second)).isEqualTo(SubmissionState.IMPORTED);
        }
    }
}
