package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.KycInformationResult;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests for information in application contexts, whose listeners submit files. */
class InformationRequestsTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String MARK = "CANARY";
    private static final Intervention BY = new Intervention("broker", MARK + " reason of a person");

    private ApplicationContextRunner on(String url, String keyset) {
        return SubmissionContexts.runner(EXCHANGE.exchange())
                .withUserConfiguration(Listening.class)
                .withPropertyValues(SubmissionContexts.database(url))
                .withPropertyValues(
                        "kyc-sharing.submissions.encryption.keyset=" + keyset,
                        "kyc-sharing.submissions.delivery.claim=2s",
                        "kyc-sharing.information-requests.enabled=true",
                        "kyc-sharing.information-requests.interval=500ms",
                        "kyc-sharing.information-requests.initial-backoff=50ms",
                        "kyc-sharing.information-requests.max-backoff=200ms");
    }

    @Test
    void twoInstancesPublishOnceAlsoIfAListenerFailsTwice() {
        String url = TestDatabase.POSTGRESQL.create();
        String keyset = KycKeysets.generate();
        on(url, keyset)
                .run(one -> on(url, keyset).run(other -> {
                    assertThat(one).hasNotFailed();
                    assertThat(other).hasNotFailed();
                    JdbcClient jdbc = JdbcClient.create(one.getBean(DataSource.class));
                    List<RfiRecord> raised = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        raised.add(EXCHANGE.exchange().raiseRfi("C-" + i, RfiRequest.of("PASSPORT")));
                    }

                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(effects(jdbc, "result"))
                                    .containsExactlyInAnyOrderElementsOf(raised.stream()
                                            .map(RfiRecord::recordId)
                                            .toList()));

                    assertThat(effects(jdbc, "requested"))
                            .containsExactlyInAnyOrderElementsOf(
                                    raised.stream().map(RfiRecord::recordId).toList());
                    assertThat(raised)
                            .allSatisfy(
                                    record -> assertThat(record.submissions()).hasSize(1));
                    int failures = one.getBean(Listening.class).failures.size()
                            + other.getBean(Listening.class).failures.size();
                    assertThat(failures).isGreaterThanOrEqualTo(20);
                    KycInformation information = one.getBean(KycInformation.class);
                    assertThat(raised)
                            .allSatisfy(record -> assertThat(information
                                            .find(CLIENT, record.recordId())
                                            .orElseThrow()
                                            .files())
                                    .isEqualTo(InformationFilesState.SUCCEEDED));
                }));
    }

    private static List<String> effects(JdbcClient jdbc, String kind) {
        return jdbc.sql("select record_id from broker_effect where kind = ?")
                .param(kind)
                .query(String.class)
                .list();
    }

    @Test
    void notificationAndCommitWakeThePoll() {
        on(TestDatabase.H2.create(), KycKeysets.generate())
                .withPropertyValues("kyc-sharing.information-requests.interval=1d")
                .run(context -> {
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(
                                            EXCHANGE.exchange().journal().ofCall(Call.RFI_RECORDS_QUERY))
                                    .isNotEmpty());
                    RfiRecord raised = EXCHANGE.exchange().raiseRfi("C-1", RfiRequest.of("PASSPORT"));
                    WakeUps wakeUps = context.getBean(WakeUps.class);

                    wakeUps.wakeInformation(SubmissionContexts.ENTITY);

                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(context.getBean(KycInformation.class)
                                            .find(CLIENT, raised.recordId()))
                                    .isPresent());

                    context.getBean(KycInformation.class)
                            .submit(
                                    CLIENT,
                                    raised.recordId(),
                                    List.of(InformationFiles.of("PASSPORT", "https://files.example.com/a.pdf")),
                                    BY);
                    await().atMost(Duration.ofSeconds(30)) // the commit wakes the poll
                            .untilAsserted(
                                    () -> assertThat(raised.submissions()).isNotEmpty());
                });
    }

    @Test
    void applicationWithoutPollsHasNoBeans() {
        SubmissionContexts.runner(EXCHANGE.exchange())
                .withPropertyValues(SubmissionContexts.database(TestDatabase.H2.create()))
                .withPropertyValues("kyc-sharing.information-requests.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KycInformation.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval=99ms",
                "interval=25h",
                "initial-backoff=0ms",
                "initial-backoff=61m",
                "max-backoff=49ms",
                "max-backoff=25h",
                "confirm-within=59s",
                "confirm-within=366d",
                "resubmit-after=2s",
                "resubmit-after=31d"
            })
    void valueOutOfRangeFailsTheStart(String property) {
        on("jdbc:h2:mem:ranges;DB_CLOSE_DELAY=-1", KycKeysets.generate())
                .withPropertyValues("kyc-sharing.information-requests." + property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(InvalidKycSharingConfigurationException.class)
                        .rootCause()
                        .hasMessageContaining(
                                "kyc-sharing.information-requests." + property.substring(0, property.indexOf('='))));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothingOfARequestIsSeenOutsideTheCiphertext(TestDatabase database) {
        List<String> seen = new ArrayList<>();
        try (LogCapture log = new LogCapture(Level.TRACE, "io.github.kycsharing", "com.github.kagkarlsson")) {
            on(database.create(), KycKeysets.generate()).run(context -> {
                assertThat(context).hasNotFailed();
                KycInformation information = context.getBean(KycInformation.class);
                JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
                byte[] quoting = ("{\"code\":\"" + MARK + "\",\"message\":\"" + MARK + "\",\"data\":{\"" + MARK
                                + "\":1}}")
                        .getBytes(StandardCharsets.UTF_8);
                EXCHANGE.exchange()
                        .faults()
                        .forCall(Call.RFI_SUBMISSION)
                        .next(
                                Fault.response(500, "text/html", quoting),
                                Fault.response(200, "application/json", quoting),
                                Fault.code(MARK));
                EXCHANGE.exchange()
                        .faults()
                        .forCall(Call.RFI_RECORDS_QUERY)
                        .next(Fault.response(200, "application/json", quoting));
                for (int i = 0; i < 6; i++) {
                    EXCHANGE.exchange()
                            .raiseRfi(
                                    MARK + "-" + i,
                                    RfiRequest.of(MARK + " type").withRecordType(MARK))
                            .failSubmission(MARK + " fail reason");
                }
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(effects(jdbc, "result")).hasSizeGreaterThanOrEqualTo(6));

                information.open(CLIENT).forEach(request -> {
                    seen.add(request.toString());
                    seen(
                            seen,
                            catchThrowable(() -> information.submit(
                                    CLIENT,
                                    request.recordId(),
                                    List.of(InformationFiles.of(MARK, MARK + " no URL")),
                                    BY)));
                });
                assertThat(information.open(CLIENT))
                        .anySatisfy(request -> assertThat(request.failReason()).contains(MARK + " fail reason"));
                context.getBean(Listening.class).events.forEach(event -> seen.add(event.toString()));
                context.getBean(KycSubmissions.class).erase(CLIENT, MARK + "-5", BY);
                dumpTables(jdbc, seen);
                assertThat(jdbc.sql("select count(*) from kyc_sharing_information_request where entity_customer_id = ?")
                                .param(MARK + "-5")
                                .query(Integer.class)
                                .single())
                        .isZero();
            });
            assertThat(log.lines()).isNotEmpty();
            seen.addAll(log.lines());
        }
        String hex = HexFormat.of().formatHex(MARK.getBytes(StandardCharsets.UTF_8));
        assertThat(seen).hasSizeGreaterThan(20).noneMatch(text -> text.contains(MARK) || text.contains(hex));
    }

    private static void seen(List<String> seen, Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        seen.add(text.toString());
    }

    private static void dumpTables(JdbcClient jdbc, List<String> seen) {
        List<String> tables = jdbc.sql(
                        "select table_name from information_schema.tables where lower(table_name) like 'kyc_sharing_%'")
                .query(String.class)
                .list();
        for (String table : tables) {
            for (Map<String, Object> row :
                    jdbc.sql("select * from " + table).query().listOfRows()) {
                row.forEach((column, value) -> {
                    if (!column.toLowerCase(Locale.ROOT).equals("entity_customer_id")) {
                        seen.add(
                                value instanceof byte[] bytes
                                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                                        : String.valueOf(value));
                    }
                });
            }
        }
    }

    /** A broker whose listeners write to its database, and fail twice for each event. */
    @Configuration(proxyBeanMethods = false)
    static class Listening {
        private final List<Object> events = new CopyOnWriteArrayList<>();
        private final List<Long> failures = new CopyOnWriteArrayList<>();

        @Bean
        Broker broker(DataSource dataSource, KycInformation information) {
            JdbcClient jdbc = JdbcClient.create(dataSource);
            jdbc.sql(
                            "create table if not exists broker_effect (kind varchar(20) not null, record_id varchar(128) not null)")
                    .update();
            return new Broker(jdbc, information, this);
        }
    }

    record Broker(JdbcClient jdbc, KycInformation information, Listening listening) {
        @EventListener
        void on(KycInformationRequested event) {
            String recordId = event.request().recordId().orElseThrow();
            write("requested", recordId);
            List<InformationFiles> files = event.request().fileTypes().stream()
                    .map(type -> InformationFiles.of(type, "https://files.example.com/" + MARK + ".pdf?key=" + MARK))
                    .toList();
            information.submit(CLIENT, recordId, files, BY);
            failTwice(event.eventId(), event);
        }

        @EventListener
        void on(KycInformationResult event) {
            write("result", event.recordId());
            failTwice(event.eventId(), event);
        }

        private void write(String kind, String recordId) {
            jdbc.sql("insert into broker_effect (kind, record_id) values (?, ?)")
                    .param(kind)
                    .param(recordId)
                    .update();
        }

        /** On each instance: what the failed transactions wrote is rolled back. */
        private void failTwice(long eventId, Object event) {
            if (listening.failures.stream().filter(id -> id == eventId).count() < 2) {
                listening.failures.add(eventId);
                throw new IllegalStateException(MARK + " of a listener");
            }
            listening.events.add(event);
        }
    }
}
