package io.github.kycsharing.submissions.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycCustomer;
import io.github.kycsharing.submissions.KycCustomers;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers are tracked from before their first share, until after the exchange has decided. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TrackingTest {
    private static final String CLIENT = SubmissionContexts.CLIENT;
    private static final Intervention BY = new Intervention("tests", "a test");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final ApplicationContextRunner runner;
    private final Listener listener = new Listener();

    TrackingTest(TestDatabase database) {
        String url = database.create();
        runner = SubmissionContexts.runner(EXCHANGE.exchange())
                .withPropertyValues(SubmissionContexts.database(url))
                .withPropertyValues(
                        "kyc-sharing.tracking.initial-pause=20ms",
                        "kyc-sharing.tracking.max-pause=100ms",
                        "kyc-sharing.tracking.decided-pause=200ms",
                        "kyc-sharing.tracking.wake-up-pause=0s",
                        "kyc-sharing.tracking.max-requests-per-second=1000",
                        "kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate())
                .withBean("listener", Listener.class, () -> listener);
    }

    static final class Listener {
        private final List<KycStatusChanged> received = new CopyOnWriteArrayList<>();
        private volatile Consumer<KycStatusChanged> before = event -> {};

        @EventListener
        void on(KycStatusChanged event) {
            before.accept(event);
            received.add(event);
        }

        List<LevelStatus> statuses(String subAccount) {
            return received.stream()
                    .filter(event -> event.customer().brokerSubAccountId().equals(subAccount))
                    .map(event -> event.status().levelStatus().orElseThrow())
                    .toList();
        }
    }

    private static void shareDurably(ApplicationContext context, KycInfo record) {
        KycSubmissions submissions = context.getBean(KycSubmissions.class);
        KycSubmission submission = submissions.submit(CLIENT, record);
        await().until(() -> submissions.find(submission.id()).orElseThrow().state() == SubmissionState.IMPORTED);
    }

    private static CustomerIds ids(String customer) {
        return new CustomerIds(customer, "main-" + customer, "sub-" + customer);
    }

    private static KycInfo withSubAccount(KycInfo record, String subAccount) {
        UserInfo user = Objects.requireNonNull(record.userInfo());
        return record.toBuilder()
                .userInfo(user.toBuilder().brokerSubAccountId(subAccount).build())
                .build();
    }

    private void awaitStatuses(String subAccount, LevelStatus... statuses) {
        await().untilAsserted(() -> assertThat(listener.statuses(subAccount)).containsExactly(statuses));
    }

    private static List<KycCustomer> tracked(ApplicationContext context, String customer) {
        return context.getBean(KycCustomers.class).find(CLIENT, customer);
    }

    @Test
    void durableShareIsTrackedUntilTheExchangeDecidesAndAfterwards() {
        runner.run(context -> {
            shareDurably(context, TestRecords.standard("C-1"));
            awaitStatuses("sub-C-1", LevelStatus.PROCESS);
            EXCHANGE.exchange().status("C-1").set(ExchangeStatus.REVIEW);
            awaitStatuses("sub-C-1", LevelStatus.PROCESS, LevelStatus.REVIEW);
            EXCHANGE.exchange().status("C-1").set(ExchangeStatus.PASS);
            awaitStatuses("sub-C-1", LevelStatus.PROCESS, LevelStatus.REVIEW, LevelStatus.PASS);
            EXCHANGE.exchange().status("C-1").set(ExchangeStatus.DISABLE);
            awaitStatuses("sub-C-1", LevelStatus.PROCESS, LevelStatus.REVIEW, LevelStatus.PASS, LevelStatus.DISABLE);
            KycStatusChanged event = listener.received.get(0);
            assertThat(event.client()).contains(CLIENT);
            assertThat(event.bizEntityKey()).isEqualTo(SubmissionContexts.ENTITY);
            assertThat(event.customer()).isEqualTo(ids("C-1"));
            assertThat(event.toString()).doesNotContain("C-1");
        });
    }

    @Test
    void plainShareIsTrackedBeforeItIsSent() {
        runner.run(context -> {
            context.getBean(KycSharingClient.class).share(TestRecords.standard("C-2"));
            assertThat(tracked(context, "C-2")).hasSize(1);
            EXCHANGE.exchange().status("C-2").set(ExchangeStatus.PASS);
            await().untilAsserted(() -> assertThat(listener.statuses("sub-C-2")).endsWith(LevelStatus.PASS));
        });
    }

    @Test
    void secondSubAccountOfAPassedCustomerHasItsOwnEvent() {
        runner.run(context -> {
            shareDurably(context, TestRecords.standard("C-3"));
            EXCHANGE.exchange().status("C-3").set(ExchangeStatus.PASS);
            await().untilAsserted(() -> assertThat(listener.statuses("sub-C-3")).endsWith(LevelStatus.PASS));
            shareDurably(context, withSubAccount(TestRecords.standard("C-3"), "sub-second"));
            EXCHANGE.exchange().status("C-3").set(ExchangeStatus.PASS);
            await().untilAsserted(
                            () -> assertThat(listener.statuses("sub-second")).endsWith(LevelStatus.PASS));
            assertThat(tracked(context, "C-3")).hasSize(2);
        });
    }

    @Test
    void finalStatusAfterANewDeliveryIsPublishedEvenIfItIsTheSame() {
        EXCHANGE.exchange().status("C-4").set(ExchangeStatus.PASS);
        runner.run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            KycCustomers customers = context.getBean(KycCustomers.class);
            CustomerIds ids = ids("C-4");
            customers.track(CLIENT, ids);
            awaitStatuses("sub-C-4", LevelStatus.PASS);
            client.share(TestRecords.standard("C-4"));
            EXCHANGE.exchange().status("C-4").set(ExchangeStatus.PASS);
            await().untilAsserted(() -> assertThat(listener.statuses("sub-C-4"))
                    .filteredOn(LevelStatus.PASS::equals)
                    .hasSize(2));
            int polls = polls("C-4");
            await().until(() -> polls("C-4") > polls + 2);
            assertThat(listener.statuses("sub-C-4"))
                    .filteredOn(LevelStatus.PASS::equals)
                    .hasSize(2);
        });
    }

    private static int polls(String customer) {
        return (int) EXCHANGE.exchange().journal().ofCustomer(customer).stream()
                .filter(request -> request.call() == Call.STATUS_QUERY)
                .count();
    }

    @Test
    void refusedShareIsNotAwaited() {
        EXCHANGE.exchange().faults().forCustomer("C-5").next(Fault.code("000002"));
        EXCHANGE.exchange().faults().forCustomer("C-6").next(Fault.code("000002"));
        runner.run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            assertThatThrownBy(() -> client.share(TestRecords.standard("C-5")))
                    .isInstanceOf(KycRejectedException.class);
            assertThat(tracked(context, "C-5")).isEmpty();
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            KycSubmission submission = submissions.submit(CLIENT, TestRecords.standard("C-6"));
            await().until(() -> submissions.find(submission.id()).orElseThrow().state() == SubmissionState.REJECTED);
            assertThat(tracked(context, "C-6")).isEmpty();
        });
    }

    @Test
    void refusedShareOfADecidedCustomerAnnouncesNothing() {
        EXCHANGE.exchange().status("C-7").set(ExchangeStatus.PASS);
        runner.run(context -> {
            CustomerIds ids = ids("C-7");
            context.getBean(KycCustomers.class).track(CLIENT, ids);
            awaitStatuses("sub-C-7", LevelStatus.PASS);
            EXCHANGE.exchange().faults().forCall(Call.SHARE).next(Fault.code("000002"));
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            KycSubmission submission = submissions.submit(CLIENT, TestRecords.standard("C-7"));
            await().until(() -> submissions.find(submission.id()).orElseThrow().state() == SubmissionState.REJECTED);
            int polls = polls("C-7");
            await().until(() -> polls("C-7") > polls + 2);
            assertThat(JdbcClient.create(context.getBean(DataSource.class))
                            .sql("select count(*) from kyc_sharing_customer where announce")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
    }

    @Test
    void shareThatWasNeverSentIsNotAwaited() {
        runner.withPropertyValues("kyc-sharing.base-url=http://127.0.0.1:1").run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            assertThatThrownBy(() -> client.share(TestRecords.standard("C-8"))).isInstanceOf(KycNotSentException.class);
            assertThat(tracked(context, "C-8")).isEmpty();
        });
    }

    @Test
    void shareWithAnUnknownOutcomeIsAwaited() {
        EXCHANGE.exchange()
                .faults()
                .forCustomer("C-9")
                .next(Fault.CLOSE_AFTER_PROCESSING, Fault.CLOSE_AFTER_PROCESSING);
        runner.withPropertyValues("kyc-sharing.retry.max-attempts=1").run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            assertThatThrownBy(() -> client.share(TestRecords.standard("C-9"))).isNotNull();
            assertThat(tracked(context, "C-9")).hasSize(1);
            awaitStatuses("sub-C-9", LevelStatus.PROCESS);
        });
    }

    @Test
    void listenerThatFailsTwiceReceivesTheEventAgain() {
        AtomicInteger failures = new AtomicInteger();
        listener.before = event -> {
            if (failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("fails");
            }
        };
        EXCHANGE.exchange().status("C-10").set(ExchangeStatus.PASS);
        runner.run(context -> {
            context.getBean(KycCustomers.class).track(CLIENT, ids("C-10"));
            awaitStatuses("sub-C-10", LevelStatus.PASS);
            assertThat(failures).hasValue(3);
        });
    }

    /** Listeners hold the connections of the publication's threads, and no other ones. */
    @Test
    void listenersThatBlockDelayNeitherSharesNorQueries() {
        CountDownLatch released = new CountDownLatch(1);
        listener.before = event -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        runner.run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
            for (int i = 0; i < 20; i++) {
                client.share(TestRecords.standard("B-" + i));
            }
            await().until(() -> count(jdbc, "select count(*) from kyc_sharing_customer_event") >= 20);
            long begin = System.nanoTime();
            client.share(TestRecords.standard("B-20"));
            await().until(() -> count(jdbc, "select count(*) from kyc_sharing_customer_event") >= 21);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(listener.received).isEmpty();
            released.countDown();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(listener.received).hasSizeGreaterThanOrEqualTo(21));
        });
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    /** Deliveries and polls have schedulers of their own, which know nothing of each other's tasks. */
    @Test
    void engineReportsNoUnknownTask() {
        try (LogCapture log = new LogCapture(Level.WARN, "com.github.kagkarlsson")) {
            runner.run(context -> shareDurably(context, TestRecords.standard("C-15")));
            EXCHANGE.exchange().status("C-15").set(ExchangeStatus.PASS);
            runner.run(context -> await().untilAsserted(
                            () -> assertThat(listener.statuses("sub-C-15")).endsWith(LevelStatus.PASS)));
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void changedKeyRepublishesNothing() {
        String old = KycKeysets.generate();
        EXCHANGE.exchange().status("C-11").set(ExchangeStatus.PASS);
        CustomerIds ids = ids("C-11");
        runner.withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + old)
                .run(context -> {
                    context.getBean(KycCustomers.class).track(CLIENT, ids);
                    awaitStatuses("sub-C-11", LevelStatus.PASS);
                });
        String rotated = KycKeysets.rotate(old);
        runner.withPropertyValues("kyc-sharing.submissions.encryption.keyset=" + rotated)
                .run(context -> {
                    int polls = polls("C-11");
                    await().until(() -> polls("C-11") > polls + 2);
                    assertThat(listener.statuses("sub-C-11")).containsExactly(LevelStatus.PASS);
                    assertThat(JdbcClient.create(context.getBean(DataSource.class))
                                    .sql("select distinct status_key_id from kyc_sharing_customer")
                                    .query(Long.class)
                                    .list())
                            .hasSize(1);
                    EXCHANGE.exchange().status("C-11").set(ExchangeStatus.DISABLE);
                    awaitStatuses("sub-C-11", LevelStatus.PASS, LevelStatus.DISABLE);
                });
    }

    @Test
    void customerWhoIsErasedIsNotTrackedAnyMore() {
        runner.run(context -> {
            shareDurably(context, TestRecords.standard("C-12"));
            awaitStatuses("sub-C-12", LevelStatus.PROCESS);
            context.getBean(KycSubmissions.class).erase(CLIENT, "C-12", BY);
            assertThat(tracked(context, "C-12")).isEmpty();
            KycCustomers customers = context.getBean(KycCustomers.class);
            CustomerIds ids = ids("C-12");
            KycCustomer again = customers.track(CLIENT, ids);
            assertThat(again.toString()).doesNotContain("C-12");
            assertThat(customers.track(CLIENT, ids).id()).isEqualTo(again.id());
            assertThat(customers.untrack(CLIENT, ids)).isTrue();
            assertThat(customers.untrack(CLIENT, ids)).isFalse();
            assertThat(customers.pollNow(CLIENT, "C-12")).isFalse();
        });
    }

    @Test
    void wakeUpCausesAQuery() {
        runner.withPropertyValues(
                        "kyc-sharing.tracking.initial-pause=1h",
                        "kyc-sharing.tracking.max-pause=1h",
                        "kyc-sharing.tracking.decided-pause=1h")
                .run(context -> {
                    WakeUps wakeUps = context.getBean(WakeUps.class);
                    shareDurably(context, TestRecords.standard("C-13"));
                    assertThat(polls("C-13")).isZero();
                    assertThat(wakeUps.wakeStatus(SubmissionContexts.ENTITY, "C-13"))
                            .isEqualTo(WakeUps.Result.WOKEN);
                    awaitStatuses("sub-C-13", LevelStatus.PROCESS);
                    assertThat(wakeUps.wakeStatus(SubmissionContexts.ENTITY, "unknown"))
                            .isEqualTo(WakeUps.Result.UNKNOWN);
                    assertThat(wakeUps.wakeStatus("OTHER", "C-13")).isEqualTo(WakeUps.Result.UNKNOWN);
                });
    }

    /** Wake-ups change whose turn it is, and not how many queries there are. */
    @Test
    void wakeUpsDoNotRaiseTheRate() {
        runner.withPropertyValues(
                        "kyc-sharing.tracking.max-requests-per-second=5",
                        "kyc-sharing.tracking.initial-pause=1s",
                        "kyc-sharing.tracking.max-pause=1s")
                .run(context -> {
                    WakeUps wakeUps = context.getBean(WakeUps.class);
                    KycCustomers customers = context.getBean(KycCustomers.class);
                    EXCHANGE.exchange().status("R-0").set(ExchangeStatus.PROCESS);
                    for (int i = 0; i < 100; i++) {
                        customers.track(CLIENT, ids("R-" + i));
                    }
                    long begin = System.nanoTime();
                    AtomicInteger rounds = new AtomicInteger();
                    await().pollInterval(Duration.ofMillis(20)).until(() -> {
                        for (int i = 0; i < 10; i++) {
                            wakeUps.wakeStatus(SubmissionContexts.ENTITY, "R-" + rounds.incrementAndGet() % 40);
                        }
                        return System.nanoTime() - begin > Duration.ofSeconds(8).toNanos();
                    });
                    long queries = EXCHANGE.exchange()
                            .journal()
                            .ofCall(Call.STATUS_QUERY)
                            .size();
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    assertThat(queries).isPositive().isLessThanOrEqualTo((long) (5 * (seconds + 6)));
                });
    }

    @Test
    void nothingOfAStatusIsInTheTablesInTheClear() {
        runner.run(context -> {
            listener.before = event -> {
                throw new IllegalStateException("keeps the event unpublished");
            };
            shareDurably(context, TestRecords.standard("C-14"));
            EXCHANGE.exchange().status("C-14").set(ExchangeStatus.REFUSED.withFailReason("canary-of-a-reason"));
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
            await().until(() -> jdbc.sql("select count(*) from kyc_sharing_customer_event")
                            .query(Integer.class)
                            .single()
                    > 0);
            List<byte[]> payloads = jdbc.sql("select payload from kyc_sharing_customer_event")
                    .query(byte[].class)
                    .list();
            assertThat(payloads)
                    .isNotEmpty()
                    .allSatisfy(payload -> assertThat(new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("canary", "REFUSED", "PROCESS", "C-14"));
        });
    }
}
