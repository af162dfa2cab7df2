package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.KycExchangeTestConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The safe first run of docs/getting-started.md. A second simulator takes the part of the real exchange. */
class SafeFirstRunTest {
    private final KycExchangeSimulator realExchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard("REAL_KEY", "real-secret"))
            .start();

    @AfterEach
    void closeExchange() {
        realExchange.close();
    }

    @Test
    void callsTheSimulatorInDevelopment() {
        try (ConfigurableApplicationContext context = SpringApplication.from(SafeFirstRunTest::startBroker)
                .with(KycExchangeTestConfiguration.class)
                .run(configuration())
                .getApplicationContext()) {
            String requestNo = share(context);
            assertThat(context.getBean(KycExchangeSimulator.class)).accepted(requestNo);
        }
        assertThat(realExchange).receivedNothing();
    }

    @Test
    void callsTheConfiguredExchangeOtherwise() {
        try (ConfigurableApplicationContext context =
                SpringApplication.run(BrokerTestApplication.class, configuration())) {
            assertThat(context.getBeansOfType(KycExchangeSimulator.class)).isEmpty();
            assertThat(realExchange).accepted(share(context));
        }
    }

    private static void startBroker(String... args) {
        SpringApplication.run(BrokerTestApplication.class, args);
    }

    private static String share(ConfigurableApplicationContext context) {
        return context.getBean(KycSharingClient.class).share(aCustomer()).requestNo();
    }

    /** Options of the command line take precedence over files and environment. */
    private String[] configuration() {
        return new String[] {
            "--spring.main.web-application-type=none",
            "--kyc-sharing.base-url=" + realExchange.baseUrl(),
            "--kyc-sharing.biz-entity-key=REAL_KEY",
            "--kyc-sharing.secret=real-secret",
            "--kyc-sharing.broker-type=standard",
            "--kyc-sharing.notify-url=https://broker.example.com/kyc/notify"
        };
    }
}
