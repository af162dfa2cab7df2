package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static io.github.kycsharing.submissions.spring.SubmissionContexts.database;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.crypto.Keysets;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Submissions in application contexts on the databases that brokers use. */
class StoredSubmissionsTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner =
            SubmissionContexts.runner(EXCHANGE.exchange()).withUserConfiguration(Listening.class);

    private ApplicationContextRunner on(String url, String keyset, String... properties) {
        return runner.withPropertyValues(database(url))
                .withPropertyValues(
                        "kyc-sharing.submissions.initialize-schema=always",
                        "kyc-sharing.submissions.encryption.keyset=" + keyset)
                .withPropertyValues(properties);
    }

    private String file() {
        return SubmissionContexts.H2_FILE + directory.resolve("submissions") + ";WRITE_DELAY=0";
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "file", "postgresql"})
    void recordOfACommittedTransactionIsImported(String database) {
        String url = switch (database) {
            case "memory" -> "jdbc:h2:mem:" + UUID.randomUUID();
            case "file" -> file();
            default -> TestDatabase.POSTGRESQL.create();
        };
        on(url, KycKeysets.generate()).run(context -> {
            assertThat(context).hasNotFailed();
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

            transaction.executeWithoutResult(status -> {
                submissions.submit(CLIENT, TestRecords.standard("C-0"));
                status.setRollbackOnly();
            });
            KycSubmission submitted =
                    transaction.execute(status -> submissions.submit(CLIENT, TestRecords.standard("C-1")));

            awaitState(submissions, submitted.id(), SubmissionState.IMPORTED);
            assertThat(EXCHANGE.exchange().ledger()).containsOnlyKeys(submitted.requestNo());
            Listening listener = context.getBean(Listening.class);
            await().untilAsserted(() -> assertThat(listener.events)
                    .extracting(KycSubmissionChanged::state)
                    .containsExactly(SubmissionState.QUEUED, SubmissionState.DELIVERED, SubmissionState.IMPORTED));
            assertThat(submissions.history(submitted.id())).hasSize(3);
            assertThat(count(context, "submission_body")).isZero();
        });
    }

    @Test
    void twoInstancesDeliverEachRecordOnce() {
        String url = TestDatabase.POSTGRESQL.create();
        String keyset = KycKeysets.generate();
        on(url, keyset)
                .run(one -> on(url, keyset).run(other -> {
                    List<KycSubmission> all = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        ApplicationContext context = i % 2 == 0 ? one : other;
                        all.add(context.getBean(KycSubmissions.class).submit(CLIENT, TestRecords.standard("C-" + i)));
                    }
                    for (KycSubmission submission : all) {
                        awaitState(one.getBean(KycSubmissions.class), submission.id(), SubmissionState.IMPORTED);
                    }
                    assertThat(EXCHANGE.exchange().ledger().values())
                            .hasSize(20)
                            .allMatch(entry -> entry.acceptedTimes() == 1);
                }));
    }

    @Test
    void instancesThatStartTogetherCreateTheTablesOnce() {
        String url = TestDatabase.POSTGRESQL.create();
        String prefix = "kyc-sharing.submissions.table-prefix=together_";
        String keyset = KycKeysets.generate();
        CompletableFuture<?>[] starts = new CompletableFuture<?>[3];
        Arrays.setAll(
                starts,
                i -> CompletableFuture.runAsync(
                        () -> on(url, keyset, prefix)
                                .run(context -> assertThat(context).hasNotFailed()),
                        task -> new Thread(task).start()));
        CompletableFuture.allOf(starts).join();
    }

    @Test
    void instanceThatOnlyStoresLeavesTheDeliveryToOthers() {
        String url = TestDatabase.POSTGRESQL.create();
        String keyset = KycKeysets.generate();
        on(url, keyset, "kyc-sharing.submissions.delivery.enabled=false").run(storing -> {
            KycSubmissions submissions = storing.getBean(KycSubmissions.class);
            UUID id = submissions.submit(CLIENT, TestRecords.standard("C-1")).id();
            await().during(Duration.ofMillis(300))
                    .untilAsserted(
                            () -> assertThat(submissions.find(id).orElseThrow().state())
                                    .isEqualTo(SubmissionState.QUEUED));
            on(url, keyset).run(delivering -> awaitState(submissions, id, SubmissionState.IMPORTED));
        });
    }

    @Test
    void repeatedSubmissionIsFoundAfterRotation() {
        String url = file();
        String first = KycKeysets.generate();
        String rotated = KycKeysets.rotate(first);
        String off = "kyc-sharing.submissions.delivery.enabled=false";
        UUID[] ids = new UUID[2];
        on(url, first, off).run(context -> {
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            ids[0] = submissions.submit(CLIENT, TestRecords.standard("C-1")).id();
            ids[1] = submissions
                    .submit(CLIENT, ShareKycRequest.of("R-1", TestRecords.standard("C-2")))
                    .id();
        });
        on(url, rotated, off).run(context -> {
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            assertThat(submissions.submit(CLIENT, TestRecords.standard("C-1")).id())
                    .isEqualTo(ids[0]);
            assertThat(submissions
                            .submit(CLIENT, ShareKycRequest.of("R-1", TestRecords.standard("C-2")))
                            .id())
                    .isEqualTo(ids[1]);
            assertThatThrownBy(() -> submissions.submit(CLIENT, ShareKycRequest.of("R-1", TestRecords.standard("C-3"))))
                    .hasMessageContaining("other content");
        });
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            on(url, Keysets.remove(rotated, keyId(first)), off).run(context -> {
                KycSubmissions submissions = context.getBean(KycSubmissions.class);
                assertThatThrownBy(() ->
                                submissions.submit(CLIENT, ShareKycRequest.of("R-1", TestRecords.standard("C-2"))))
                        .asInstanceOf(type(KycSubmissionException.class))
                        .extracting(KycSubmissionException::reason)
                        .isEqualTo(KycSubmissionException.Reason.KEY_MISSING);
            });
            assertThat(log.lines()).singleElement().asString().contains("keyset lacks");
        }
        on(url, rotated).run(context -> {
            for (UUID id : ids) {
                awaitState(context.getBean(KycSubmissions.class), id, SubmissionState.IMPORTED);
            }
        });
    }

    @Test
    void rowsOfARemovedKeyWaitUntilItIsBack() {
        String url = file();
        String first = KycKeysets.generate();
        String rotated = KycKeysets.rotate(first);
        long oldKey = keyId(first);
        UUID[] id = new UUID[1];
        on(url, first, "kyc-sharing.submissions.delivery.enabled=false")
                .run(context -> id[0] = context.getBean(KycSubmissions.class)
                        .submit(CLIENT, TestRecords.standard("C-1"))
                        .id());
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            on(url, Keysets.remove(rotated, oldKey)).run(context -> {
                assertThat(context).hasNotFailed();
                KycSubmissions submissions = context.getBean(KycSubmissions.class);
                UUID other =
                        submissions.submit(CLIENT, TestRecords.standard("C-2")).id();
                awaitState(submissions, other, SubmissionState.IMPORTED);
                KycSubmission waiting = submissions.find(id[0]).orElseThrow();
                assertThat(waiting.state()).isEqualTo(SubmissionState.QUEUED);
                assertThat(waiting.attempts()).isZero();
                assertThat(handlerFailures(context, id[0])).isZero();
            });
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("keyset lacks: " + oldKey, "kyc-sharing.submissions.encryption.keyset"));
        }
        on(url, rotated).run(context -> {
            // Otherwise the instance without the key would have it wait for half a minute.
            JdbcClient.create(context.getBean(DataSource.class))
                    .sql("update kyc_sharing_submission set due_at = current_timestamp where state = 'QUEUED'")
                    .update();
            awaitState(context.getBean(KycSubmissions.class), id[0], SubmissionState.IMPORTED);
        });
    }

    @Test
    void swappedCiphertextsAreNeverSent() {
        String url = file();
        String keyset = KycKeysets.generate();
        UUID[] ids = new UUID[2];
        on(url, keyset, "kyc-sharing.submissions.delivery.enabled=false").run(context -> {
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            ids[0] = submissions.submit(CLIENT, TestRecords.standard("C-1")).id();
            ids[1] = submissions.submit(CLIENT, TestRecords.standard("C-2")).id();
            swapBodies(context.getBean(DataSource.class), ids);
        });
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            on(url, keyset, "kyc-sharing.submissions.delivery.failures-before-quarantine=2")
                    .run(context -> {
                        for (UUID id : ids) {
                            awaitState(context.getBean(KycSubmissions.class), id, SubmissionState.QUARANTINED);
                        }
                    });
            assertThat(log.lines()).anyMatch(line -> line.contains("QUARANTINED: a person must decide"));
        }
        assertThat(EXCHANGE.exchange().journal().requests()).isEmpty();
    }

    @Test
    void submissionsOfOtherEntitiesAreReported() {
        String url = file();
        String keyset = KycKeysets.generate();
        on(url, keyset, "kyc-sharing.submissions.delivery.enabled=false")
                .run(context -> context.getBean(KycSubmissions.class).submit(CLIENT, TestRecords.standard("C-1")));
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions")) {
            on(url, keyset, "kyc-sharing.biz-entity-key=OTHER")
                    .run(context -> assertThat(context).hasNotFailed());
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains(
                                    "1 open submissions of 1 access entities",
                                    "kyc-sharing.clients.<name>.biz-entity-key"));
        }
    }

    private static void swapBodies(DataSource dataSource, UUID[] ids) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        Function<UUID, byte[]> read =
                id -> jdbc.sql("select ciphertext from kyc_sharing_submission_body where submission_id = ?")
                        .param(id)
                        .query(byte[].class)
                        .single();
        byte[] one = read.apply(ids[0]);
        byte[] other = read.apply(ids[1]);
        String update = "update kyc_sharing_submission_body set ciphertext = ? where submission_id = ?";
        jdbc.sql(update).param(other).param(ids[0]).update();
        jdbc.sql(update).param(one).param(ids[1]).update();
    }

    private static long keyId(String keyset) {
        return Long.parseLong(Keysets.describe(keyset).get(0).replace(" primary", ""));
    }

    private static void awaitState(KycSubmissions submissions, UUID id, SubmissionState state) {
        await().untilAsserted(() ->
                assertThat(submissions.find(id).orElseThrow().state()).isEqualTo(state));
    }

    private static long count(ApplicationContext context, String table) {
        return JdbcClient.create(context.getBean(DataSource.class))
                .sql("select count(*) from kyc_sharing_" + table)
                .query(Long.class)
                .single();
    }

    private static int handlerFailures(ApplicationContext context, UUID id) {
        return JdbcClient.create(context.getBean(DataSource.class))
                .sql("select handler_failures from kyc_sharing_submission where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        private final List<KycSubmissionChanged> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(KycSubmissionChanged event) {
            events.add(event);
        }
    }
}
