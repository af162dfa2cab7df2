package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.H2_FILE;
import static io.github.kycsharing.submissions.spring.SubmissionContexts.database;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.submissions.KycKeysetProvider;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSharingDataSource;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;

class SubmissionSetupTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner = SubmissionContexts.runner(EXCHANGE.exchange());

    @Test
    void isInactiveWithoutADataSource() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycSubmissionDatabaseAutoConfiguration.class,
                        KycSubmissionStoreAutoConfiguration.class,
                        KycSubmissionPublicationAutoConfiguration.class,
                        KycSubmissionDeliveryAutoConfiguration.class,
                        KycSubmissionsAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KycSubmissions.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kyc-sharing.enabled", "kyc-sharing.submissions.enabled"})
    void isInactiveIfSwitchedOff(String property) {
        runner.withPropertyValues(database(memory()))
                .withPropertyValues(property + "=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KycSubmissions.class)
                        .doesNotHaveBean(KycLanes.class));
    }

    @Test
    void memoryDatabaseNeedsNoConfiguration() {
        runner.withPropertyValues(database(memory()))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("kycSharingSubmissions")
                        .hasBean("kycSharingLanes"));
    }

    @Test
    void missingTablesFailTheStart() {
        assertFailure(
                runner.withPropertyValues(database(memory()))
                        .withPropertyValues("kyc-sharing.submissions.initialize-schema=never"),
                "tables",
                "initialize-schema");
    }

    @Test
    void tablesOfAnotherVersionFailTheStart() {
        String url = memory();
        runner.withPropertyValues(database(url))
                .run(context -> assertThat(context).hasNotFailed());
        JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
                .sql("update kyc_sharing_schema_version set version = 99")
                .update();

        assertFailure(runner.withPropertyValues(database(url)), "version 99", "version");
    }

    @Test
    void missingKeysetFailsTheStart() {
        assertFailure(
                runner.withPropertyValues(database(file())),
                "no keyset",
                "kyc-sharing.submissions.encryption.keyset",
                "KycKeysetProvider",
                "KycKeysets generate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{CANARY", "CANARY.json", "file:/CANARY/keyset.json", "classpath:CANARY", "{\"key\":\"CANARY\"}"
            })
    void unreadableKeysetFailsTheStart(String keyset) {
        assertFailure(
                runner.withPropertyValues(database(file()))
                        .withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + keyset),
                "cannot be read",
                "kyc-sharing.submissions.encryption.keyset");
    }

    @Test
    void keysetIsContentLocationOrBean() throws IOException {
        String keyset = KycKeysets.generate();
        Path location = Files.writeString(directory.resolve("keyset.json"), keyset);
        ApplicationContextRunner onFile = runner.withPropertyValues(database(file()))
                .withPropertyValues("kyc-sharing.submissions.initialize-schema=always");
        for (String value :
                new String[] {keyset, location.toString(), location.toUri().toString()}) {
            onFile.withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + value)
                    .run(context -> assertThat(context).hasNotFailed());
        }
        onFile.withBean(KycKeysetProvider.class, () -> () -> keyset)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void delayedWritesOfH2FailTheStart() {
        String url = file().replace(";WRITE_DELAY=0", "");
        for (String delayed : new String[] {url, url + ";WRITE_DELAY=10"}) {
            assertFailure(
                    runner.withPropertyValues(database(delayed))
                            .withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate()),
                    "delay",
                    "WRITE_DELAY=0",
                    "PostgreSQL");
        }
        // A delay that was set once is not in force at the next start.
        runner.withPropertyValues(database(url + ";WRITE_DELAY=0"))
                .withPropertyValues("kyc-sharing.submissions.initialize-schema=always")
                .withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate())
                .run(context -> assertThat(context).hasNotFailed());
        assertFailure(
                runner.withPropertyValues(database(url))
                        .withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate()),
                "delay",
                "WRITE_DELAY=0");
    }

    @Test
    void severalDataSourcesWithoutQualifierFailTheStart() {
        assertFailure(
                runner.withUserConfiguration(TwoDataSources.class), "several data sources", "@KycSharingDataSource");
    }

    @Test
    void qualifiedDataSourceHoldsTheSubmissions() {
        runner.withUserConfiguration(PrimaryAndQualified.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(tables(context.getBean("second", DataSource.class))).isPositive();
            assertThat(tables(context.getBean("first", DataSource.class))).isZero();
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            Function<String, KycSubmission> submit = manager -> new TransactionTemplate(
                            context.getBean(manager, PlatformTransactionManager.class))
                    .execute(status -> submissions.submit(SubmissionContexts.CLIENT, TestRecords.standard(manager)));
            assertThat(submit.apply("secondTransactions").state()).isEqualTo(SubmissionState.QUEUED);
            assertThatThrownBy(() -> submit.apply("firstTransactions"))
                    .isInstanceOfSatisfying(
                            KycSubmissionException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.FOREIGN_TRANSACTION));
        });
    }

    /** As the one of JPA, whose entity manager factory is created after the database is initialized. */
    @Test
    void transactionManagerMayNeedTheTables() {
        runner.withUserConfiguration(NeedsTables.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KycSubmissions.class));
    }

    @Test
    void tablesHaveTheConfiguredPrefix() {
        runner.withPropertyValues(database(memory()))
                .withPropertyValues("kyc-sharing.submissions.table-prefix=own_")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(tables(context.getBean(DataSource.class))).isZero();
                    context.getBean(KycSubmissions.class)
                            .submit(SubmissionContexts.CLIENT, TestRecords.standard("C-1"));
                    assertThat(JdbcClient.create(context.getBean(DataSource.class))
                                    .sql("select count(*) from own_submission")
                                    .query(Long.class)
                                    .single())
                            .isOne();
                });
    }

    @Test
    void transactionManagerOfAnotherDataSourceFailsTheStart() {
        assertFailure(
                runner.withUserConfiguration(ForeignTransactionManager.class),
                "does not manage the data source",
                "@KycSharingDataSource");
    }

    @Test
    void onlyReactiveTransactionManagerFailsTheStart() {
        assertFailure(
                runner.withPropertyValues(database(memory())).withUserConfiguration(Reactive.class),
                "reactive",
                "JdbcTransactionManager");
    }

    @Test
    void unreachableDatabaseFailsTheStart() {
        assertFailure(
                runner.withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/CANARY",
                        "spring.datasource.hikari.connection-timeout=250",
                        "spring.datasource.username=CANARY"),
                "cannot be reached",
                "data source");
    }

    private void assertFailure(ApplicationContextRunner broken, String problem, String... actions) {
        broken.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = analysis(Objects.requireNonNull(context.getStartupFailure()));
            assertThat(analysis.getDescription()).contains(problem).doesNotContain("CANARY");
            assertThat(analysis.getAction()).contains(actions).doesNotContain("CANARY");
        });
    }

    private static FailureAnalysis analysis(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, cause) -> {}))
                .stream()
                .filter(SubmissionSetupFailureAnalyzer.class::isInstance)
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not analyzed", failure));
    }

    private static String memory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private String file() {
        return H2_FILE + directory.resolve("submissions") + ";WRITE_DELAY=0";
    }

    private static long tables(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("select count(*) from information_schema.tables where lower(table_name) like 'kyc_sharing_%'")
                .query(Long.class)
                .single();
    }

    private static DataSource newDataSource() {
        return new DriverManagerDataSource(memory(), "sa", "");
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {
        @Bean
        DataSource first() {
            return newDataSource();
        }

        @Bean
        DataSource second() {
            return newDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryAndQualified {
        @Bean
        @Primary
        DataSource first() {
            return newDataSource();
        }

        @Bean
        @KycSharingDataSource
        DataSource second() {
            return newDataSource();
        }

        @Bean
        @Primary
        PlatformTransactionManager firstTransactions(DataSource first) {
            return new JdbcTransactionManager(first);
        }

        @Bean
        @KycSharingDataSource
        PlatformTransactionManager secondTransactions(@KycSharingDataSource DataSource second) {
            return new JdbcTransactionManager(second);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NeedsTables {
        @Bean
        DataSource dataSource() {
            return new DriverManagerDataSource(memory(), "sa", "");
        }

        @Bean
        @DependsOnDatabaseInitialization
        PlatformTransactionManager transactions(DataSource dataSource) {
            assertThat(tables(dataSource)).isPositive();
            return new JdbcTransactionManager(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ForeignTransactionManager {
        @Bean
        @Primary
        DataSource first() {
            return newDataSource();
        }

        @Bean
        @KycSharingDataSource
        DataSource second() {
            return newDataSource();
        }

        @Bean
        PlatformTransactionManager transactions(DataSource first) {
            return new JdbcTransactionManager(first);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Reactive {
        @Bean
        ReactiveTransactionManager reactiveTransactionManager() {
            return new ReactiveTransactions();
        }
    }

    static class ReactiveTransactions implements ReactiveTransactionManager {
        @Override
        public Mono<ReactiveTransaction> getReactiveTransaction(@Nullable TransactionDefinition definition) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> commit(ReactiveTransaction transaction) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> rollback(ReactiveTransaction transaction) {
            return Mono.empty();
        }
    }
}
