package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Erasure;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.KycSharingDataSource;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/** The samples of docs/durable-submissions.md. */
class DurableSubmissionsTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "my-secret"));

    @TempDir
    private static Path directory;

    private static @Nullable ConfigurableApplicationContext shared;

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();
    private ConfigurableApplicationContext broker;
    private KycSubmissions submissions;

    @BeforeEach
    void startOnce() throws IOException {
        if (shared == null) {
            shared = start(Broker.class);
        }
        broker = shared;
        submissions = broker.getBean(KycSubmissions.class);
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void importsARecordThatACustomersTransactionStores() {
        broker.getBean(OnboardingWithSubmission.class).onboard(customer("4711"));

        await().untilAsserted(() -> assertThat(stateOf(broker, "4711")).contains("IMPORTED"));
    }

    @Test
    void storesNeitherCustomerNorSubmissionIfOneFails() {
        OnboardingWithSubmission onboarding = broker.getBean(OnboardingWithSubmission.class);
        KycInfo invalid = customer("4712").record().toBuilder().basicInfo(null).build();

        assertThatThrownBy(() -> onboarding.onboard(new Customer("4712", invalid)))
                .isInstanceOf(KycValidationException.class);

        assertThat(stateOf(broker, "4712")).isEmpty();
        assertThat(submissions.list(SubmissionFilter.all()).submissions())
                .noneMatch(
                        submission -> submission.customer().entityCustomerId().equals("4712"));
    }

    @Test
    void returnsTheStoredSubmissionOfANumber() {
        KycInfo record = customer("4713").record();
        // tag::number[]
        ShareKycRequest request = ShareKycRequest.of("ORDER-1", record);
        KycSubmission first = submissions.submit("default", request);
        KycSubmission same = submissions.submit("default", request); // the first one, whatever its state
        // end::number[]
        assertThat(same.id()).isEqualTo(first.id());
        ShareKycRequest other = ShareKycRequest.of("ORDER-1", customer("4714").record());
        assertThatThrownBy(() -> submissions.submit("default", other))
                .isInstanceOfSatisfying(
                        KycSubmissionException.class,
                        e -> assertThat(e.reason()).isEqualTo(KycSubmissionException.Reason.CONTENT_CONFLICT));
    }

    @Test
    void showsTheProgressOfASubmission() {
        UUID id = submissions.submit("default", customer("4715").record()).id();
        await().untilAsserted(() ->
                assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(SubmissionState.IMPORTED));
        // tag::progress[]
        SubmissionState state = submissions.find(id).orElseThrow().state();
        List<SubmissionEvent> history = submissions.history(id);
        // end::progress[]
        assertThat(state).isEqualTo(SubmissionState.IMPORTED);
        assertThat(history)
                .extracting(SubmissionEvent::state)
                .startsWith(SubmissionState.QUEUED)
                .endsWith(SubmissionState.IMPORTED);
    }

    @Test
    void closesASubmissionThatNeedsAPerson() {
        broker.getBean(KycSharingClient.class)
                .share(ShareKycRequest.of("ORDER-2", customer("4716").record()));
        UUID id = submissions
                .submit(
                        "default",
                        ShareKycRequest.of("ORDER-2", customer("4717").record()))
                .id();
        await().untilAsserted(() ->
                assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(SubmissionState.UNRESOLVED));
        // tag::close[]
        SubmissionFilter needPerson =
                SubmissionFilter.all().in(SubmissionState.UNRESOLVED, SubmissionState.QUARANTINED);
        for (KycSubmission submission : submissions.list(needPerson).submissions()) {
            Intervention by = new Intervention("jane", "the number belongs to an earlier order");
            submissions.close(submission.id(), submission.version(), by);
        }
        // end::close[]
        assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(SubmissionState.CLOSED);
    }

    @Test
    void resumesAPausedLane() {
        KycLanes lanes = broker.getBean(KycLanes.class);
        // tag::lanes[]
        lanes.pause("default", new Intervention("jane", "the exchange is under maintenance"));
        // end::lanes[]
        UUID id = submissions.submit("default", customer("4718").record()).id();
        // tag::lanes[]
        lanes.resume("default", new Intervention("jane", "the maintenance has ended"));
        // end::lanes[]
        await().untilAsserted(() ->
                assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(SubmissionState.IMPORTED));
    }

    @Test
    void erasesACustomer() {
        UUID id = submissions.submit("default", customer("4719").record()).id();
        await().untilAsserted(() ->
                assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(SubmissionState.IMPORTED));
        // tag::erase[]
        Erasure erasure = submissions.erase("default", "4719", new Intervention("jane", "erasure request 17"));
        boolean nothingIsLeft = erasure.isComplete(); // call it again later if not
        // end::erase[]
        assertThat(nothingIsLeft).isTrue();
        assertThat(submissions.find(id).orElseThrow().customer().entityCustomerId())
                .isNotEqualTo("4719");
    }

    @Test
    void refreshesARecordBeforeItsFirstAttempt() throws IOException {
        try (ConfigurableApplicationContext refreshing = start(Broker.class, WithRefresher.class)) {
            refreshing
                    .getBean(KycSubmissions.class)
                    .submit("default", customer("4720").record());
            await().untilAsserted(() -> assertThat(exchange.journal().requests())
                    .anyMatch(request -> request.bodyText().contains("/fresh/")));
        }
    }

    @Test
    void usesTheQualifiedDataSource() throws IOException {
        try (ConfigurableApplicationContext other = start(TwoDataSources.class)) {
            UUID id = other.getBean(KycSubmissions.class)
                    .submit("default", customer("4721").record())
                    .id();
            JdbcClient submissionsDatabase =
                    JdbcClient.create(other.getBean("submissionsDataSource", DataSource.class));
            assertThat(submissionsDatabase
                            .sql("select count(*) from kyc_sharing_submission where id = ?")
                            .param(id)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void publishesAgainIfAListenerThrows() {
        CustomerTable customers = broker.getBean(CustomerTable.class);
        customers.failures.set(1);
        broker.getBean(OnboardingWithSubmission.class).onboard(customer("4722"));

        await().untilAsserted(() -> assertThat(stateOf(broker, "4722")).contains("IMPORTED"));
        assertThat(customers.failures).hasValue(0);
    }

    @Test
    void resolvesALostResponse() {
        exchange.faults().forCustomer("4723").next(Fault.RESET_AFTER_PROCESSING);
        broker.getBean(OnboardingWithSubmission.class).onboard(customer("4723"));

        await().untilAsserted(() -> assertThat(stateOf(broker, "4723")).contains("IMPORTED"));
        assertThat(exchange.journal().requests())
                .filteredOn(request -> request.entityCustomerId().equals("4723") && request.call() == Call.SHARE)
                .hasSize(1);
    }

    private static Optional<String> stateOf(ConfigurableApplicationContext broker, String customer) {
        return broker.getBean(JdbcClient.class)
                .sql("select kyc_state from customer_of_the_page where id = ?")
                .param(customer)
                .query(String.class)
                .optional();
    }

    private static Customer customer(String id) {
        KycInfo record = aCustomer();
        return new Customer(
                id,
                record.toBuilder()
                        .userInfo(Objects.requireNonNull(record.userInfo()).toBuilder()
                                .entityCustomerId(id)
                                .brokerSubAccountId(id + "77")
                                .notifyUrl(null)
                                .build())
                        .build());
    }

    /** Starts with the configuration of the page, in a database of its own. */
    private ConfigurableApplicationContext start(Class<?>... sources) throws IOException {
        Matcher yaml = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(Path.of("../docs/durable-submissions.md")));
        assertThat(yaml.find()).isTrue();
        Path keyset = Files.writeString(directory.resolve("keyset.json"), KycKeysets.generate());
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.group(1).getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addLast);
        return new SpringApplicationBuilder(sources)
                .environment(environment)
                .properties("KYC_SECRET=my-secret")
                .run(
                        "--spring.config.name=none", // not the configuration of the sample application
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve(UUID.randomUUID() + "/broker")
                                + ";WRITE_DELAY=0",
                        "--kyc-sharing.submissions.encryption.keyset=" + keyset.toUri(),
                        "--kyc-sharing.base-url=" + exchange.baseUrl(),
                        "--kyc-sharing.notify-url=.");
    }

    record Customer(String id, KycInfo record) {
        KycInfo toKycInfo() {
            return record;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {
        @Bean
        CustomerTable customers(JdbcClient database) {
            return new CustomerTable(database);
        }

        @Bean
        OnboardingWithSubmission onboarding(CustomerTable customers, KycSubmissions submissions) {
            return new OnboardingWithSubmission(customers, submissions);
        }

        @Bean
        SubmissionListener listener(CustomerTable customers) {
            return new SubmissionListener(customers);
        }
    }

    static class OnboardingWithSubmission {
        private final CustomerTable customers;
        private final KycSubmissions submissions;

        OnboardingWithSubmission(CustomerTable customers, KycSubmissions submissions) {
            this.customers = customers;
            this.submissions = submissions;
        }

        // tag::submit[]
        @Transactional
        void onboard(Customer customer) {
            customers.save(customer);
            submissions.submit("default", customer.toKycInfo());
        }
        // end::submit[]
    }

    static class SubmissionListener {
        private final CustomerTable customers;

        SubmissionListener(CustomerTable customers) {
            this.customers = customers;
        }

        // tag::listener[]
        @EventListener
        void on(KycSubmissionChanged change) {
            customers.setKycState(change.customer().entityCustomerId(), change.state());
        }
        // end::listener[]
    }

    static class CustomerTable {
        private final JdbcClient database;
        private final AtomicInteger failures = new AtomicInteger();

        CustomerTable(JdbcClient database) {
            this.database = database;
            database.sql("create table customer_of_the_page (id varchar(64) primary key, kyc_state varchar(16))")
                    .update();
        }

        void save(Customer customer) {
            database.sql("insert into customer_of_the_page (id) values (?)")
                    .param(customer.id())
                    .update();
        }

        void setKycState(String id, SubmissionState state) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("planned by the test");
            }
            database.sql("update customer_of_the_page set kyc_state = ? where id = ?")
                    .param(state.name())
                    .param(id)
                    .update();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithRefresher {
        // tag::refresher[]
        @Bean
        KycRecordRefresher freshDocumentUrls(Documents documents) {
            return (submission, stored) -> Optional.of(stored.toBuilder()
                    .identityInfo(documents.withFreshUrls(stored.identityInfo()))
                    .build());
        }
        // end::refresher[]

        @Bean
        Documents documents() {
            return identity -> identity.toBuilder()
                    .frontFileUrl("https://files.broker.example.com/fresh/front.jpg")
                    .build();
        }
    }

    interface Documents {
        IdentityInfo withFreshUrls(IdentityInfo identity);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoDataSources {
        // tag::data-sources[]
        @Bean
        @Primary
        DataSource reportingDataSource() {
            return dataSource("reporting");
        }

        @Bean
        @KycSharingDataSource
        DataSource submissionsDataSource() {
            return dataSource("submissions");
        }

        @Bean
        @KycSharingDataSource
        PlatformTransactionManager submissionsTransactionManager(@KycSharingDataSource DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
        // end::data-sources[]

        private static DataSource dataSource(String name) {
            return DataSourceBuilder.create()
                    .url("jdbc:h2:mem:" + name + "-" + UUID.randomUUID())
                    .build();
        }
    }
}
