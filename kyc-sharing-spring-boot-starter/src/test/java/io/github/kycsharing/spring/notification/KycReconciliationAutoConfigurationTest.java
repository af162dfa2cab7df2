package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.spring.SteppingClock;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

class KycReconciliationAutoConfigurationTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "s3cret"));

    private static final String CUSTOMER = Objects.requireNonNull(
            Objects.requireNonNull(Records.standard().userInfo()).entityCustomerId());

    private final List<KycStatusChanged> told = new CopyOnWriteArrayList<>();

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycStatusTrackingAutoConfiguration.class,
                        KycStatusStoreChoiceAutoConfiguration.class,
                        KycSharingAutoConfiguration.class,
                        KycSharingClientsAutoConfiguration.class,
                        KycReconciliationAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.biz-entity-key=BROKERKEY",
                        "kyc-sharing.secret=s3cret",
                        "kyc-sharing.broker-type=standard",
                        "kyc-sharing.notify-url=.",
                        "kyc-sharing.base-url=" + EXCHANGE.exchange().baseUrl(),
                        "kyc-sharing.reconciliation.enabled=true",
                        "kyc-sharing.reconciliation.interval=1d",
                        "kyc-sharing.reconciliation.min-age=0s");
    }

    private ApplicationContextRunner withDatabase(TestDatabase database, String url) {
        return withDatabaseButNoLock(database, url)
                .withConfiguration(AutoConfigurations.of(KycReconciliationLockAutoConfiguration.class));
    }

    private ApplicationContextRunner withDatabaseButNoLock(TestDatabase database, String url) {
        return runner().withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        KycStatusJdbcStoreAutoConfiguration.class))
                .withBean("listener", ApplicationListener.class, () -> (ApplicationListener<PayloadApplicationEvent<?>>)
                        event -> told.add((KycStatusChanged) event.getPayload()))
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + database.user,
                        "spring.datasource.hikari.minimum-idle=0",
                        "kyc-sharing.status-store.initialize-schema=always");
    }

    @Test
    void isOffUnlessAskedFor() {
        runner().withPropertyValues(
                        "kyc-sharing.reconciliation.enabled=false", "kyc-sharing.notifications.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(KycStatusStore.class)
                        .doesNotHaveBean(KycStatusReconciler.class)
                        .doesNotHaveBean(ReconciliationSchedule.class));
    }

    @Test
    void isOffWithTheWholeLibrary() {
        runner().withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KycStatusReconciler.class));
    }

    @Test
    void needsNeitherDatabaseNorLock() {
        runner().withClassLoader(new FilteredClassLoader(
                        "org.springframework.jdbc", "org.springframework.boot.jdbc", "net.javacrumbs"))
                .run(context -> assertThat(context)
                        .hasSingleBean(KycStatusReconciler.class)
                        .hasSingleBean(InMemoryKycStatusStore.class));
    }

    @Test
    void takesNoLockForAStoreThatNoOtherProcessHas() {
        runner().withConfiguration(AutoConfigurations.of(KycReconciliationLockAutoConfiguration.class))
                .withBean(LockProvider.class, () -> configuration -> Optional.empty())
                .run(context -> {
                    assertThat(context).doesNotHaveBean(ReconciliationLock.class);
                    assertThat(context.getBean(KycStatusReconciler.class).run()).isPresent();
                });
    }

    @Test
    void usesTheApplicationsLock() {
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .withBean(LockProvider.class, () -> configuration -> Optional.empty())
                .run(context -> assertThat(
                                context.getBean(KycStatusReconciler.class).run())
                        .isEmpty());
    }

    @Test
    void leavesTheApplicationsOtherLocksAlone() {
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .run(context -> assertThat(context)
                        .hasSingleBean(ReconciliationLock.class)
                        .doesNotHaveBean(LockProvider.class));
    }

    @Test
    void saysWhatToAddWhereNothingKeepsInstancesApart() {
        withDatabaseButNoLock(TestDatabase.H2, TestDatabase.H2.create()).run(context -> {
            assertThat(context).hasFailed();
            assertThat(analysis(context).getAction()).contains("shedlock-provider-jdbc-template", "LockProvider");
        });
    }

    @Test
    void needsNoLockWhereNothingIsReconciled() {
        withDatabaseButNoLock(TestDatabase.H2, TestDatabase.H2.create())
                .withPropertyValues(
                        "kyc-sharing.reconciliation.enabled=false", "kyc-sharing.notifications.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(JdbcKycStatusStore.class));
    }

    @Test
    void remembersInMemoryIfToldSo() {
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .withPropertyValues("kyc-sharing.status-store.type=memory")
                .run(context -> assertThat(context)
                        .hasSingleBean(InMemoryKycStatusStore.class)
                        .doesNotHaveBean(KycStatusSchemaInitializer.class));
    }

    @Test
    void usesTheApplicationsStore() {
        KycStatusStore own = new InMemoryKycStatusStore(new SteppingClock());
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .withBean(KycStatusStore.class, () -> own)
                .run(context -> {
                    assertThat(context.getBean(KycStatusStore.class)).isSameAs(own);
                    assertThat(context).doesNotHaveBean(KycStatusSchemaInitializer.class);
                });
    }

    @Test
    void saysSoWhereADatabaseIsDemandedAndThereIsNone() {
        runner().withPropertyValues("kyc-sharing.status-store.type=jdbc").run(context -> {
            assertThat(context).hasFailed();
            assertThat(analysis(context).getDescription()).contains("kyc-sharing.status-store.type is jdbc");
        });
    }

    @Test
    void refusesAStoreThatIsUnknown() {
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .withPropertyValues("kyc-sharing.status-store.type=redis")
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "interval=999ms, interval must be 1s to 1d",
        "interval=25h, interval must be 1s to 1d",
        "min-age=-1s, min-age must not be negative",
        "give-up-after=0s, give-up-after must be longer than min-age",
        "batch-size=0, batch-size must be 1 to 10000",
        "batch-size=10001, batch-size must be 1 to 10000"
    })
    void refusesWhatMakesNoSense(String property, String message) {
        runner().withPropertyValues("kyc-sharing.reconciliation." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(message));
    }

    @ParameterizedTest
    @CsvSource({"embedded, true", "always, true", "never, false"})
    void createsTheTablesOfAnEmbeddedDatabaseUnlessToldOtherwise(String mode, boolean created) {
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .withPropertyValues("kyc-sharing.status-store.initialize-schema=" + mode)
                .run(context ->
                        assertThat(tables(context.getBean(DataSource.class))).isEqualTo(created ? 2 : 0));
    }

    @ParameterizedTest
    @CsvSource({"embedded, 0", "always, 2", "never, 0"})
    void createsTheTablesOfAServerOnlyIfToldSo(String mode, int tables) {
        withDatabase(TestDatabase.POSTGRESQL, TestDatabase.POSTGRESQL.create())
                .withPropertyValues("kyc-sharing.status-store.initialize-schema=" + mode)
                .run(context ->
                        assertThat(tables(context.getBean(DataSource.class))).isEqualTo(tables));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void keepsTheScriptsForANativeImage(String platform) {
        RuntimeHints hints = new RuntimeHints();
        new KycStatusJdbcStoreAutoConfiguration.Scripts().registerHints(hints, null);
        assertThat(RuntimeHintsPredicates.resource()
                        .forResource("io/github/kycsharing/spring/notification/schema-" + platform + ".sql"))
                .accepts(hints);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tellsAfterARestartWhatHappenedMeanwhile(TestDatabase database) {
        String url = database.create();
        withDatabase(database, url).run(context -> {
            context.getBean(KycSharingClient.class).share(Records.standard());
            assertThat(context.getBean(KycStatusReconciler.class)).isNotNull();
        });
        EXCHANGE.exchange().status("BROKERKEY", CUSTOMER).set(ExchangeStatus.PASS);
        withDatabase(database, url).run(context -> {
            await().until(() -> runs(context.getBean(KycStatusReconciler.class)) && !told.isEmpty());
            assertThat(told).singleElement().satisfies(change -> {
                assertThat(change.status().isPassed()).isTrue();
                assertThat(change.client()).isEqualTo("default");
                assertThat(change.customer().entityCustomerId()).isEqualTo(CUSTOMER);
            });
            assertThat(context.getBean(KycStatusStore.class).find("BROKERKEY", CUSTOMER))
                    .map(TrackedCustomer::isTerminal)
                    .contains(true);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tellsOnceWhateverTwoInstancesDo(TestDatabase database) {
        String url = database.create();
        withDatabase(database, url)
                .run(one -> withDatabase(database, url).run(other -> {
                    one.getBean(KycSharingClient.class).share(Records.standard());
                    EXCHANGE.exchange().status("BROKERKEY", CUSTOMER).set(ExchangeStatus.PASS);
                    TrackedCustomer seen = one.getBean(KycStatusStore.class)
                            .find("BROKERKEY", CUSTOMER)
                            .orElseThrow();
                    // As if the lock had been lost: the store alone sees to it.
                    ExecutorService executor = Executors.newFixedThreadPool(2);
                    try {
                        CountDownLatch together = new CountDownLatch(2);
                        List<Future<?>> both = List.of(one, other).stream()
                                .<Future<?>>map(context -> executor.submit(() -> {
                                    together.countDown();
                                    together.await();
                                    return context.getBean(StatusConfirmation.class)
                                            .confirm(context.getBean(KycSharingClient.class), seen);
                                }))
                                .toList();
                        for (Future<?> each : both) {
                            each.get(30, TimeUnit.SECONDS);
                        }
                    } finally {
                        executor.shutdownNow();
                    }
                    assertThat(told).hasSize(1);
                }));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void letsOneInstanceRunAtATime(TestDatabase database) {
        String url = database.create();
        withDatabase(database, url)
                .run(one -> withDatabase(database, url).run(other -> {
                    KycStatusReconciler elsewhere = other.getBean(KycStatusReconciler.class);
                    List<Optional<ReconciliationRun>> runs = new CopyOnWriteArrayList<>();
                    one.getBean(ReconciliationLock.class)
                            .whileHeld(
                                    Duration.ofMinutes(1),
                                    () -> runs.add(CompletableFuture.supplyAsync(elsewhere::run)
                                            .orTimeout(30, TimeUnit.SECONDS)
                                            .join()));
                    assertThat(runs).containsExactly(Optional.empty());
                    // For an instance whose clock is late, the lock is held on.
                    assertThat(other.getBean(KycStatusReconciler.class).run()).isEmpty();
                    assertThat(JdbcClient.create(one.getBean(DataSource.class))
                                    .sql("select name from kyc_sharing_lock")
                                    .query(String.class)
                                    .list())
                            .containsExactly(ShedLockReconciliationLock.NAME);
                }));
    }

    @Test
    void runsOnAThreadOfItsOwnUntilTheApplicationEnds() {
        withDatabase(TestDatabase.H2, TestDatabase.H2.create())
                .withPropertyValues("kyc-sharing.reconciliation.interval=1s")
                .run(context -> {
                    context.getBean(KycSharingClient.class).share(Records.standard());
                    EXCHANGE.exchange().status("BROKERKEY", CUSTOMER).set(ExchangeStatus.PASS);
                    await().atMost(Duration.ofSeconds(20)).until(() -> !told.isEmpty());
                    assertThat(threads()).hasSize(1);
                });
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void finishesTheCustomerAtHandWhenTheApplicationEnds() throws Exception {
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Boolean> finished = new CopyOnWriteArrayList<>();
        ApplicationListener<PayloadApplicationEvent<?>> slow = event -> {
            telling.countDown();
            try {
                finished.add(goOn.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                finished.add(false);
            }
        };
        String url = TestDatabase.H2.create();
        withDatabase(TestDatabase.H2, url)
                .withBean("slow", ApplicationListener.class, () -> slow)
                .withPropertyValues("kyc-sharing.reconciliation.interval=1s")
                .run(context -> {
                    KycStatusStore store = context.getBean(KycStatusStore.class);
                    for (String id : List.of("A", "B")) {
                        store.track(new KycCustomer("BROKERKEY", id, "1001", "2002"));
                        EXCHANGE.exchange().status("BROKERKEY", id).set(ExchangeStatus.PASS);
                    }
                    assertThat(telling.await(30, TimeUnit.SECONDS)).isTrue();
                    ReconciliationSchedule schedule = context.getBean(ReconciliationSchedule.class);
                    CompletableFuture<Void> ended = CompletableFuture.runAsync(context::close);
                    await().until(() -> !schedule.isRunning());
                    assertThat(ended).isNotDone();
                    goOn.countDown();
                    ended.get(30, TimeUnit.SECONDS);
                });
        assertThat(finished).containsExactly(true);
        assertThat(threads()).isEmpty();
        withDatabase(TestDatabase.H2, url)
                .run(context -> assertThat(context.getBean(KycStatusStore.class)
                                .findDue(Instant.EPOCH, Instant.now().plusSeconds(60), 10))
                        .hasSize(1));
    }

    private static FailureAnalysis analysis(AssertableApplicationContext context) {
        Throwable failure = Objects.requireNonNull(context.getStartupFailure());
        return Objects.requireNonNull(new KycStatusSetupFailureAnalyzer().analyze(failure));
    }

    private static boolean runs(KycStatusReconciler reconciler) {
        reconciler.run();
        return true;
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(ReconciliationSchedule.THREAD))
                .toList();
    }

    private static int tables(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("select count(*) from information_schema.tables where lower(table_name) like 'kyc_sharing_%'")
                .query(Integer.class)
                .single();
    }
}
