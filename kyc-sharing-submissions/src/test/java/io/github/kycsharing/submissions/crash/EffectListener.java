package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.submissions.KycBackfillProgressed;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts each event in the database. It refuses an event that it has seen, and sometimes fails after it has written. */
final class EffectListener {
    private final JdbcClient jdbc;
    private final double probabilityOfFailure;

    EffectListener(DataSource dataSource, double probabilityOfFailure) {
        this.jdbc = JdbcClient.create(dataSource);
        this.probabilityOfFailure = probabilityOfFailure;
    }

    /** Both databases accept these statements. */
    static void createTables(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql(
                        "create table if not exists broker_event (event_id bigint not null primary key,"
                                + " seq bigint generated always as identity, submission_id uuid not null, state varchar(16) not null)")
                .update();
        jdbc.sql("create table if not exists broker_status (event_id bigint not null primary key,"
                        + " seq bigint generated always as identity, sub_account varchar(64) not null,"
                        + " status varchar(16) not null)")
                .update();
        jdbc.sql("create table if not exists broker_backfill (event_id bigint not null primary key,"
                        + " seq bigint generated always as identity, percent integer not null,"
                        + " state varchar(16) not null, ended bigint not null)")
                .update();
        jdbc.sql("create table if not exists broker_effect (submission_id uuid not null, state varchar(16) not null,"
                        + " times integer not null, primary key (submission_id, state))")
                .update();
        jdbc.sql(
                        "create table if not exists broker_order (id integer not null primary key, customer varchar(64) not null,"
                                + " request_no varchar(64), submission_id uuid)")
                .update();
    }

    @EventListener
    void on(KycStatusChanged event) {
        jdbc.sql("insert into broker_status (event_id, sub_account, status) values (?, ?, ?)")
                .params(
                        event.eventId(),
                        event.customer().brokerSubAccountId(),
                        event.status().levelStatus().orElseThrow().value())
                .update();
        failNowAndThen();
    }

    @EventListener
    void on(KycBackfillProgressed event) {
        jdbc.sql("insert into broker_backfill (event_id, percent, state, ended) values (?, ?, ?, ?)")
                .params(
                        event.eventId(),
                        event.percent(),
                        event.state().name(),
                        event.counts().entrySet().stream()
                                .filter(entry -> entry.getKey().isTerminal())
                                .mapToLong(Map.Entry::getValue)
                                .sum())
                .update();
        failNowAndThen();
    }

    @EventListener
    void on(KycSubmissionChanged event) {
        jdbc.sql("insert into broker_event (event_id, submission_id, state) values (?, ?, ?)")
                .params(event.eventId(), event.submissionId(), event.state().name())
                .update();
        int updated = jdbc.sql("update broker_effect set times = times + 1 where submission_id = ? and state = ?")
                .params(event.submissionId(), event.state().name())
                .update();
        if (updated == 0) {
            jdbc.sql("insert into broker_effect (submission_id, state, times) values (?, ?, 1)")
                    .params(event.submissionId(), event.state().name())
                    .update();
        }
        failNowAndThen();
    }

    private void failNowAndThen() {
        if (ThreadLocalRandom.current().nextDouble() < probabilityOfFailure) {
            throw new IllegalStateException("The listener fails now and then");
        }
    }
}
