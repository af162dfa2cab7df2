package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.submissions.KycCustomer;
import io.github.kycsharing.submissions.KycCustomers;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The samples of docs/tracking.md. */
class TrackingTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "my-secret"));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private ConfigurableApplicationContext broker;
    private KycCustomers customers;
    private ApiKeys apiKeys;

    @BeforeAll
    static void waitLonger() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @AfterAll
    static void resetPatience() {
        Awaitility.reset();
    }

    @BeforeEach
    void start() {
        broker = new SpringApplicationBuilder(Broker.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.name=none", // not the configuration of the sample application
                        "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "--kyc-sharing.biz-entity-key=BROKERKEY",
                        "--kyc-sharing.secret=my-secret",
                        "--kyc-sharing.broker-type=standard",
                        "--kyc-sharing.base-url=" + exchange.baseUrl(),
                        "--kyc-sharing.notify-url=.",
                        "--kyc-sharing.tracking.initial-pause=1s",
                        "--kyc-sharing.tracking.wake-up-pause=1s");
        customers = broker.getBean(KycCustomers.class);
        apiKeys = broker.getBean(ApiKeys.class);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void createsTheApiKeyOfAPassedCustomer() {
        broker.getBean(KycSubmissions.class).submit("default", record("7654321"));
        await().until(() -> !customers.find("default", "4711").isEmpty());
        // tag::test[]
        exchange.status("4711").set(ExchangeStatus.PASS);
        customers.pollNow("default", "4711");
        await().until(() -> apiKeys.created().equals(List.of("7654321")));
        // end::test[]
    }

    @Test
    void createsAnotherApiKeyForASecondSubAccount() {
        KycSharingClient client = broker.getBean(KycSharingClient.class);
        client.share(record("7654321"));
        exchange.status("4711").set(ExchangeStatus.PASS);
        await().until(() -> apiKeys.created().equals(List.of("7654321")));

        client.share(record("7654322"));

        await().until(() -> apiKeys.created().equals(List.of("7654321", "7654322")));
    }

    @Test
    void createsTheApiKeyOnceIfItsListenerFailsTwice() {
        apiKeys.failures.set(2);
        broker.getBean(KycSharingClient.class).share(record("7654321"));
        exchange.status("4711").set(ExchangeStatus.PASS);

        await().until(() -> apiKeys.created().equals(List.of("7654321")));
        assertThat(apiKeys.failures).hasValue(0);
    }

    @Test
    void tracksAShareWhoseTransactionIsRolledBack() {
        broker.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            broker.getBean(KycSharingClient.class).share(record("7654321"));
            status.setRollbackOnly();
        });

        assertThat(customers.find("default", "4711")).hasSize(1);
    }

    @Test
    void tracksACustomerWhoWasSharedOtherwise() {
        exchange.status("4711").set(ExchangeStatus.PASS);
        // tag::track[]
        customers.track("default", new CustomerIds("4711", "1234567", "7654321"));
        // end::track[]
        await().until(() -> apiKeys.created().equals(List.of("7654321")));
        // tag::find[]
        List<KycCustomer> accounts = customers.find("default", "4711");
        boolean decided = !accounts.isEmpty() && accounts.stream().allMatch(KycCustomer::decided);
        Optional<Instant> next = accounts.get(0).nextPollAt(); // empty: no poll by itself
        // end::find[]
        assertThat(accounts).hasSize(1);
        assertThat(decided).isTrue();
        assertThat(next).isPresent();
    }

    @Test
    void endsTheTrackingOfAnAccount() {
        customers.track("default", new CustomerIds("4711", "1234567", "7654321"));
        // tag::poll-now[]
        customers.pollNow("default", "4711"); // soon, for all accounts of the customer
        // end::poll-now[]
        // tag::untrack[]
        customers.untrack("default", new CustomerIds("4711", "1234567", "7654321"));
        // end::untrack[]
        assertThat(customers.find("default", "4711")).isEmpty();
        assertThat(customers.pollNow("default", "4711")).isFalse();
    }

    private static KycInfo record(String subAccountId) {
        KycInfo record = aCustomer();
        return record.toBuilder()
                .userInfo(Objects.requireNonNull(record.userInfo()).toBuilder()
                        .entityCustomerId("4711")
                        .brokerMainAccountId("1234567")
                        .brokerSubAccountId(subAccountId)
                        .notifyUrl(null)
                        .build())
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {
        @Bean
        ApiKeys apiKeys(JdbcClient database) {
            return new ApiKeys(database);
        }

        @Bean
        StatusListener listener(ApiKeys apiKeys) {
            return new StatusListener(apiKeys);
        }
    }

    static final class StatusListener {
        private final ApiKeys apiKeys;

        StatusListener(ApiKeys apiKeys) {
            this.apiKeys = apiKeys;
        }

        // tag::listener[]
        @EventListener
        void on(KycStatusChanged change) {
            if (change.status().isPassed()) {
                apiKeys.createFor(change.customer().brokerSubAccountId());
            }
        }
        // end::listener[]
    }

    /** The API keys that the broker has created. */
    static final class ApiKeys {
        private final JdbcClient database;
        private final AtomicInteger failures = new AtomicInteger();

        ApiKeys(JdbcClient database) {
            this.database = database;
            database.sql("create table api_key_of_the_page (sub_account_id varchar(64) primary key)")
                    .update();
        }

        // tag::api-key[]
        void createFor(String subAccountId) {
            database.sql("""
                            insert into api_key_of_the_page (sub_account_id) select :account
                            where not exists (select 1 from api_key_of_the_page where sub_account_id = :account)
                            """).param("account", subAccountId).update();
            // end::api-key[]
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("planned by the test");
            }
            // tag::api-key[]
        }
        // end::api-key[]

        List<String> created() {
            return database.sql("select sub_account_id from api_key_of_the_page order by sub_account_id")
                    .query(String.class)
                    .list();
        }
    }
}
