package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.LedgerEntry.ImportState;
import io.github.kycsharing.test.ReceivedRequest;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database says in comparison with the exchange's ledger and journal.
 *
 * @param states number of submissions by state
 * @param lost orders and submissions that are not accounted for
 * @param doubled requestNos that took effect more than once, or that no submission has
 * @param mislabelled submissions whose state contradicts the ledger
 * @param unrecorded submissions that were sent more often than the database says, or with other bytes
 * @param wrongEffects events whose effect is not there exactly once, or not in order
 * @param requests number of requests on the wire
 */
record SoakOutcome(
        Map<SubmissionState, Integer> states,
        List<String> lost,
        List<String> doubled,
        List<String> mislabelled,
        List<String> unrecorded,
        List<String> wrongEffects,
        int requests) {
    private record Row(UUID id, String requestNo, String customer, SubmissionState state, int attempts) {}

    static SoakOutcome of(JdbcClient jdbc, KycExchangeSimulator exchange, int orders) {
        List<Row> rows = jdbc.sql("select id, request_no, entity_customer_id as customer, state, attempts"
                        + " from kyc_sharing_submission order by seq")
                .query(Row.class)
                .list();
        Map<String, LedgerEntry> ledger = exchange.ledger();
        List<ReceivedRequest> requests = exchange.journal().requests();
        Map<SubmissionState, Integer> states = new TreeMap<>();
        rows.forEach(row -> states.merge(row.state(), 1, Integer::sum));
        return new SoakOutcome(
                states,
                lost(jdbc, rows, orders),
                doubled(rows, ledger),
                rows.stream()
                        .filter(row -> !agrees(row, ledger.get(row.requestNo())))
                        .map(row -> row.requestNo() + " is " + row.state() + ", and at the exchange "
                                + ledger.get(row.requestNo()))
                        .toList(),
                unrecorded(rows, requests),
                wrongEffects(jdbc),
                requests.size());
    }

    private static List<String> lost(JdbcClient jdbc, List<Row> rows, int orders) {
        List<String> lost = new ArrayList<>(jdbc.sql("select 'order ' || o.id from broker_order o"
                        + " left join kyc_sharing_submission s on s.id = o.submission_id where s.id is null"
                        + " union all select 'two orders of ' || submission_id from broker_order"
                        + " group by submission_id having count(*) > 1")
                .query(String.class)
                .list());
        if (rows.size() != orders) {
            lost.add(orders + " orders, " + rows.size() + " submissions");
        }
        Set<String> unresolved = rows.stream()
                .filter(row -> row.state() == SubmissionState.UNRESOLVED)
                .map(Row::customer)
                .collect(Collectors.toSet());
        rows.stream()
                .filter(row -> !row.state().isTerminal() && row.state() != SubmissionState.UNRESOLVED)
                .filter(row -> row.state() != SubmissionState.QUEUED || !unresolved.contains(row.customer()))
                .forEach(row -> lost.add(row.requestNo() + " is " + row.state()));
        return lost;
    }

    private static List<String> doubled(List<Row> rows, Map<String, LedgerEntry> ledger) {
        Set<String> known = rows.stream().map(Row::requestNo).collect(Collectors.toSet());
        return ledger.values().stream()
                .filter(entry -> entry.acceptedTimes() > 1 || !known.contains(entry.requestNo()))
                .map(LedgerEntry::toString)
                .toList();
    }

    private static boolean agrees(Row row, @Nullable LedgerEntry entry) {
        boolean accepted = entry != null && entry.state() == LedgerEntry.State.ACCEPTED;
        ImportState imported = entry == null ? null : entry.importState().orElse(null);
        return switch (row.state()) {
            case IMPORTED -> accepted && imported == ImportState.SUCCESS;
            case IMPORT_FAILED -> accepted && imported == ImportState.FAIL;
            case UNCONFIRMED, DELIVERED -> accepted;
            case REJECTED, CANCELLED, QUEUED -> !accepted;
            case UNRESOLVED, UNCERTAIN, SENDING -> true;
            case CLOSED, QUARANTINED -> false; // there is no person, and nothing may fail by itself
        };
    }

    private static List<String> unrecorded(List<Row> rows, List<ReceivedRequest> requests) {
        Map<String, List<ReceivedRequest>> sent = requests.stream()
                .filter(request -> request.call() == Call.SHARE)
                .collect(Collectors.groupingBy(ReceivedRequest::requestNo));
        List<String> unrecorded = new ArrayList<>();
        for (Row row : rows) {
            List<ReceivedRequest> own = sent.getOrDefault(row.requestNo(), List.of());
            boolean sameBytes = own.stream()
                    .allMatch(one -> Arrays.equals(one.body(), own.get(0).body()));
            if (own.size() > row.attempts() || !sameBytes) {
                unrecorded.add(row.requestNo() + ": " + row.attempts() + " attempts, " + own.size() + " requests, "
                        + (sameBytes ? "equal" : "different"));
            }
        }
        return unrecorded;
    }

    private static List<String> wrongEffects(JdbcClient jdbc) {
        List<String> wrong = new ArrayList<>(jdbc.sql("select 'event ' || coalesce(e.id, b.event_id)"
                        + " from kyc_sharing_submission_event e full join broker_event b on b.event_id = e.id"
                        + " where b.event_id is null or e.id is null or e.published_at is null"
                        + " union all select 'effects of ' || h.submission_id || ' ' || h.state from"
                        + " (select submission_id, state, count(*) as times from kyc_sharing_submission_event"
                        + " group by submission_id, state) h left join broker_effect x"
                        + " on x.submission_id = h.submission_id and x.state = h.state"
                        + " where x.times is null or x.times <> h.times")
                .query(String.class)
                .list());
        wrong.addAll(reordered(jdbc, "s.request_no", ""));
        // Each was written after the one before was committed: the deliveries of a customer exclude each other.
        wrong.addAll(reordered(jdbc, "s.entity_customer_id", " where h.from_state = 'SENDING'"));
        return wrong;
    }

    /** Where listeners were called in another order than that of the ids. */
    private static Set<String> reordered(JdbcClient jdbc, String subject, String condition) {
        return new HashSet<>(jdbc.sql("select 'order of ' || subject from (select " + subject + " as subject,"
                        + " b.event_id, lag(b.event_id) over (partition by " + subject + " order by b.seq) as before"
                        + " from broker_event b join kyc_sharing_submission s on s.id = b.submission_id"
                        + " join kyc_sharing_submission_event h on h.id = b.event_id" + condition + ") o"
                        + " where before > event_id")
                .query(String.class)
                .list());
    }

    /** The figures. */
    @Override
    public String toString() {
        return "Crash soak: %s, %d requests on the wire; lost %d, doubled %d, mislabelled %d, sent without a record %d, wrong effects %d; unresolved %.1f %%"
                .formatted(
                        states,
                        requests,
                        lost.size(),
                        doubled.size(),
                        mislabelled.size(),
                        unrecorded.size(),
                        wrongEffects.size(),
                        100.0
                                * states.getOrDefault(SubmissionState.UNRESOLVED, 0)
                                / states.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum());
    }
}
