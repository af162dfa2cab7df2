package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.KycExchangeTestConfiguration;
import jakarta.servlet.Filter;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The target of the clients in an application with the simulated exchange. */
class ExchangeInTestsTest {
    @Nested
    @SpringBootTest(
            classes = {EarlyApplication.class, Entities.class},
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "kyc-sharing.base-url=https://real.example",
                "kyc-sharing.biz-entity-key=REALKEY",
                "kyc-sharing.secret=${REAL_SECRET}",
                "kyc-sharing.broker-type=kz-entity",
                "kyc-sharing.clients.second.biz-entity-key=SECOND",
                "kyc-sharing.clients.second.secret=${REAL_SECRET}",
                "kyc-sharing.clients.second.base-url=https://real.example",
                "kyc-sharing.notify-url=."
            })
    @Import(KycExchangeTestConfiguration.class)
    class WithAFilterThatNeedsTheClientEarly {
        @Autowired
        private KycSharingClient client;

        @Autowired
        @Qualifier("second")
        private KycSharingClient second;

        @Autowired
        private KycExchangeSimulator exchange;

        @Test
        void everyClientCallsTheSimulator() {
            client.share(Records.standard());
            second.share(Records.standard());

            assertThat(exchange.journal().requests())
                    .extracting(request -> request.bizEntityKey())
                    .containsExactly("FIRST", "SECOND");
            assertThat(exchange.journal().requests()).allMatch(request -> request.signatureValid());
        }
    }

    @Test
    void applicationInDevelopmentCallsTheSimulator() {
        try (ConfigurableApplicationContext application = SpringApplication.from(EarlyApplication::main)
                .with(KycExchangeTestConfiguration.class)
                .run("--server.port=0", "--kyc-sharing.base-url=https://real.example", "--kyc-sharing.notify-url=.")
                .getApplicationContext()) {
            application.getBean(KycSharingClient.class).share(Records.standard());

            assertThat(application.getBean(KycExchangeSimulator.class).journal().size())
                    .isOne();
        }
    }

    @Test
    void refusesAClientOfAnotherHost() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(
                                EarlyApplication.class, LeadsElsewhere.class, KycExchangeTestConfiguration.class)
                        .run("--server.port=0"))
                .rootCause()
                .hasMessageContaining("may only reach a loopback host, not real.example");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class EarlyApplication {
        public static void main(String[] arguments) {
            SpringApplication.run(EarlyApplication.class, arguments);
        }

        /** Created while the web server starts, together with the client. */
        @Bean
        FilterRegistrationBean<Filter> early(KycSharingClient client) {
            return new FilterRegistrationBean<>((request, response, chain) -> {
                Objects.requireNonNull(client);
                chain.doFilter(request, response);
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Entities {
        @Bean
        ExchangeEntity first() {
            return ExchangeEntity.standard("FIRST", "first-secret");
        }

        @Bean
        ExchangeEntity secondEntity() {
            return ExchangeEntity.standard("SECOND", "second-secret");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LeadsElsewhere {
        @Bean
        KycSharingClientBuilderCustomizer elsewhere() {
            return (clientName, builder) -> builder.baseUrl("https://real.example");
        }
    }
}
