package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

class KycExchangeTestConfigurationTest {
    @Configuration(proxyBeanMethods = false)
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class KzApplication {
        @Bean
        ExchangeEntity entity() {
            return ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET);
        }
    }

    @Nested
    @SpringBootTest(
            classes = Application.class,
            properties = {"kyc-sharing.base-url=https://real.example", "kyc-sharing.secret=of-the-real-one"})
    @Import(KycExchangeTestConfiguration.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class WithoutAnEntity {
        @Autowired
        private Environment environment;

        @Autowired
        private KycExchangeSimulator exchange;

        @Test
        @Order(1)
        void overridesTheConfigurationOfTheApplication() {
            ExchangeEntity entity = exchange.entities().get(0);
            assertThat(environment.getProperty("kyc-sharing.base-url")).isEqualTo(exchange.baseUrl());
            assertThat(environment.getProperty("kyc-sharing.biz-entity-key")).isEqualTo(entity.bizEntityKey());
            assertThat(environment.getProperty("kyc-sharing.secret")).isEqualTo(entity.secret());
            assertThat(environment.getProperty("kyc-sharing.broker-type")).isEqualTo("STANDARD");
            new Broker(exchange.baseUrl()).post("{}");
            assertThat(exchange.journal().size()).isOne();
        }

        @Test
        @Order(2)
        void isResetBeforeEachTest() {
            assertThat(exchange.journal().isEmpty()).isTrue();
        }
    }

    @Nested
    @SpringBootTest(classes = KzApplication.class)
    @Import(KycExchangeTestConfiguration.class)
    class WithAnEntity {
        @Autowired
        private Environment environment;

        @Autowired
        private KycExchangeSimulator exchange;

        @Test
        void isTheEntityOfTheApplication() {
            assertThat(environment.getProperty("kyc-sharing.biz-entity-key")).isEqualTo(Broker.KZ_KEY);
            assertThat(environment.getProperty("kyc-sharing.broker-type")).isEqualTo("KZ_ENTITY");
            assertThat(new Broker(exchange.baseUrl()).code(RecordBody.kz("R1"))).isEqualTo("000000");
        }
    }

    @Nested
    @SpringBootTest(
            classes = KzApplication.class,
            properties = {
                "kyc-sharing.clients.kz-main.biz-entity-key=" + Broker.KZ_KEY,
                "kyc-sharing.clients.kz-main.base-url=https://real.example",
                "kyc-sharing.clients.kz-main.secret=of-the-real-one",
                "kyc-sharing.clients.other.biz-entity-key=OTHER",
                "kyc-sharing.clients.other.secret=other-secret"
            })
    @Import(KycExchangeTestConfiguration.class)
    class WithNamedClients {
        @Autowired
        private Environment environment;

        @Autowired
        private KycExchangeSimulator exchange;

        @Test
        void namedClientsCallTheSimulator() {
            assertThat(environment.getProperty("kyc-sharing.clients.kz-main.base-url"))
                    .isEqualTo(exchange.baseUrl());
            assertThat(environment.getProperty("kyc-sharing.clients.kz-main.secret"))
                    .isEqualTo(Broker.KZ_SECRET);
            assertThat(environment.getProperty("kyc-sharing.clients.kz-main.broker-type"))
                    .isEqualTo("KZ_ENTITY");
            assertThat(environment.getProperty("kyc-sharing.clients.other.base-url"))
                    .isEqualTo(exchange.baseUrl());
            assertThat(environment.getProperty("kyc-sharing.clients.other.secret"))
                    .isEqualTo("other-secret");
        }
    }
}
