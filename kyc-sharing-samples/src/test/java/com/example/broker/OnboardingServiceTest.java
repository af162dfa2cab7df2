package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.broker.OnboardingService.Stage;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.KycExchangeTestConfiguration;
import io.github.kycsharing.test.ReceivedRequest.Call;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

// tag::spring[]
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@Import(KycExchangeTestConfiguration.class)
class OnboardingServiceTest {
    @Autowired
    private OnboardingService onboarding;

    @Autowired
    private KycExchangeSimulator exchange;

    @Test
    void retriesAfterALostResponse() {
        exchange.faults().forCall(Call.SHARE).next(Fault.RESET_AFTER_PROCESSING);
        String requestNo = onboarding.submit(aCustomer());
        assertThat(exchange).accepted(requestNo).received(requestNo, 2).receivedSameBytes(requestNo);
    }

    @Test
    void needsACorrectionIfTheExchangeRefuses() {
        exchange.faults().forCall(Call.SHARE).next(Fault.code("10040106"));
        String requestNo = onboarding.submit(aCustomer());
        assertThat(exchange).rejected(requestNo, "10040106");
        assertThat(onboarding.stageOf(aCustomer())).isEqualTo(Stage.NEEDS_CORRECTION);
    }
}
// end::spring[]
