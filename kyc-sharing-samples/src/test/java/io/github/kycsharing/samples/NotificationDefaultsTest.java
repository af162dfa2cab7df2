package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class NotificationDefaultsTest {
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void receivesNotificationsOfASimulatedExchange() {
        environment.setProperty("kyc-sharing.base-url", "http://127.0.0.1:8099");
        environment.setProperty("server.port", "8081");

        applyDefaults();

        assertThat(environment.getProperty("kyc-sharing.notifications.enabled")).isEqualTo("true");
        assertThat(environment.getProperty("kyc-sharing.notifications.public-url"))
                .isEqualTo("http://localhost:8081");
        assertThat(environment.getProperty("kyc-sharing.notifications.token-secret"))
                .hasSize(64);
        assertThat(environment.getProperty("kyc-sharing.notify-url")).isNull();
    }

    @Test
    void receivesNoneOfAnExchangeElsewhere() {
        environment.setProperty("kyc-sharing.base-url", "https://exchange.example.com");

        applyDefaults();

        assertThat(environment.getProperty("kyc-sharing.notifications.enabled")).isNull();
        assertThat(environment.getProperty("kyc-sharing.notify-url"))
                .isEqualTo("https://broker.example.com/kyc/notify");
    }

    @Test
    void receivesNoneWithoutAWebServer() {
        environment.setProperty("spring.main.web-application-type", "none");

        applyDefaults();

        assertThat(environment.getProperty("kyc-sharing.notifications.enabled")).isNull();
    }

    @Test
    void keepsAConfiguredNotifyUrl() {
        environment.setProperty("kyc-sharing.notify-url", "https://elsewhere.example.com");

        applyDefaults();

        assertThat(environment.getProperty("kyc-sharing.notifications.enabled")).isNull();
        assertThat(environment.getProperty("kyc-sharing.notify-url")).isEqualTo("https://elsewhere.example.com");
    }

    private void applyDefaults() {
        new NotificationDefaults().postProcessEnvironment(environment, new SpringApplication());
    }
}
