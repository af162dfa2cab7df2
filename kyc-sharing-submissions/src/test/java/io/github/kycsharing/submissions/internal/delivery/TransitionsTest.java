package io.github.kycsharing.submissions.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.TestSubmissions;
import io.github.kycsharing.submissions.internal.delivery.CallResult.Kind;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every evidence and every result of a call: the evidence and the state after it. */
class TransitionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeliveryPolicy POLICY = DeliveryPolicy.DEFAULTS;
    private static final List<Evidence> BEFORE = List.of(
            Evidence.NONE,
            Evidence.MAY_HAVE_ARRIVED,
            Evidence.SYSTEM_ERROR_POSSIBLE,
            Evidence.CRASHED,
            Evidence.NUMBER_SEEN.and(Evidence.MAY_HAVE_ARRIVED),
            Evidence.NUMBER_SEEN.and(Evidence.CRASHED));

    private final Transitions transitions = new Transitions(POLICY);

    @Test
    void noRefusalTakesBackADoubt() {
        assertThat(deliveries()).contains("UNCERTAIN `M`");
    }

    @Test
    void onlyTheOwnNumberMovesASubmission() {
        assertThat(queries()).contains("IMPORTED `MN`");
    }

    private String deliveries() {
        Map<String, BiFunction<Evidence, Boolean, CallResult>> results = new LinkedHashMap<>();
        results.put("`000000`", (before, generated) -> result(Kind.ACCEPTED, before.and(Evidence.ACCEPTED)));
        results.put("refusal of this record", (before, generated) -> refused(Kind.REJECTED, before));
        results.put("fault of the entity", (before, generated) -> refused(Kind.ENTITY_FAULT, before));
        results.put("not sent, no permit", (before, generated) -> refused(Kind.NO_PERMIT, before));
        results.put("not sent, other", (before, generated) -> refused(Kind.NOT_SENT, before));
        results.put(
                "system error", (before, generated) -> result(Kind.DOUBT, before.and(Evidence.SYSTEM_ERROR_POSSIBLE)));
        results.put("no response", (before, generated) -> result(Kind.DOUBT, before.and(Evidence.MAY_HAVE_ARRIVED)));
        StringBuilder table = new StringBuilder(
                head(BEFORE.stream().map(TransitionsTest::letters).toList()));
        results.forEach((name, result) -> table.append(row(name, result, true)));
        BiFunction<Evidence, Boolean, CallResult> duplicate = (before, generated) -> before.isClean()
                ? result(Kind.DUPLICATE, Evidence.CRASHED.and(Evidence.NUMBER_SEEN))
                : result(Kind.DOUBT, before.and(Evidence.NUMBER_SEEN));
        table.append(row("DUPLICATE_REQUEST, generated requestNo", duplicate, true));
        table.append(row("DUPLICATE_REQUEST, requestNo of the caller", duplicate, false));
        return table.toString();
    }

    private String row(String name, BiFunction<Evidence, Boolean, CallResult> result, boolean generated) {
        StringJoiner row = new StringJoiner(" | ", "| " + name + " | ", " |\n");
        for (Evidence before : BEFORE) {
            SubmissionRow sending = sending(before, generated);
            Change change = transitions.afterDelivery(sending, result.apply(before, generated), NOW);
            checkDelivery(sending, change.row());
            row.add(cell(change.row()));
        }
        return row.toString();
    }

    /** What holds for every cell. */
    private static void checkDelivery(SubmissionRow before, SubmissionRow after) {
        assertThat(before.evidence().and(after.evidence()))
                .as("flags only go up")
                .isEqualTo(after.evidence());
        if (!before.evidence().isClean()) {
            assertThat(after.state())
                    .as("only an acceptance resolves a doubt")
                    .isEqualTo(after.evidence().accepted() ? SubmissionState.DELIVERED : SubmissionState.UNCERTAIN);
        }
        if (after.state() == SubmissionState.QUEUED || after.state() == SubmissionState.REJECTED) {
            assertThat(after.evidence().isClean()).isTrue();
        }
        if (after.state() == SubmissionState.QUEUED) {
            assertThat(after.nextCall()).isEqualTo(NextCall.DELIVER);
        } else {
            assertThat(after.nextCall()).isNotEqualTo(NextCall.DELIVER);
        }
        assertThat(after.inDelivery())
                .isEqualTo(after.state().holdsCustomer() && after.state() != SubmissionState.QUEUED);
        assertThat(after.open()).isEqualTo(!after.state().isTerminal());
        assertThat(after.endedAt() != null).isEqualTo(after.state().isTerminal());
        assertThat(after.dueAt() == null).isEqualTo(after.nextCall() == NextCall.NONE);
    }

    private String queries() {
        Map<String, CallResult> results = new LinkedHashMap<>();
        results.put("SUCCESS", status(ShareStatus.of("R-1", ImportStatus.SUCCESS)));
        results.put("FAIL", status(ShareStatus.of("R-1", ImportStatus.FAIL)));
        results.put("INIT", status(ShareStatus.of("R-1", ImportStatus.INIT)));
        results.put("an undocumented status", status(ShareStatus.of("R-1", ImportStatus.of("NEW"))));
        results.put("no data", status(ShareStatus.inconclusive("R-1")));
        results.put("refusal", result(Kind.QUERY_REJECTED, Evidence.NONE));
        results.put("no response, or not sent", result(Kind.NO_STATUS, Evidence.NONE));
        Map<String, SubmissionRow> before = new LinkedHashMap<>();
        SubmissionRow uncertain = uncertain(Evidence.MAY_HAVE_ARRIVED, Duration.ZERO);
        before.put("UNCERTAIN `M`", uncertain);
        before.put("UNCERTAIN `MN`", uncertain(Evidence.MAY_HAVE_ARRIVED.and(Evidence.NUMBER_SEEN), Duration.ZERO));
        before.put("UNCERTAIN `M`, after resume-within", uncertain(Evidence.MAY_HAVE_ARRIVED, POLICY.resumeWithin()));
        before.put(
                "UNCERTAIN `M`, after unresolved-after",
                uncertain(Evidence.MAY_HAVE_ARRIVED, POLICY.unresolvedAfter()));
        before.put("DELIVERED", delivered(Duration.ZERO));
        before.put("DELIVERED, after confirm-within", delivered(POLICY.confirmWithin()));
        before.put(
                "UNRESOLVED, requestNo of the caller",
                uncertain.toBuilder()
                        .state(SubmissionState.UNRESOLVED)
                        .requestNoGenerated(false)
                        .numberDisputed(true)
                        .build());
        StringBuilder table = new StringBuilder(head(List.copyOf(before.keySet())));
        results.forEach((name, result) -> {
            StringJoiner row = new StringJoiner(" | ", "| " + name + " | ", " |\n");
            before.values().forEach(submission -> {
                SubmissionRow after =
                        transitions.afterQuery(submission, result, NOW).row();
                assertThat(submission.evidence().and(after.evidence())).isEqualTo(after.evidence());
                row.add(cell(after) + (after.nextCall() == NextCall.NONE ? "" : ", then " + after.nextCall()));
            });
            table.append(row);
        });
        return table.toString();
    }

    @Test
    void pauseBetweenQueriesGrowsUpToItsLimit() {
        SubmissionRow row = delivered(Duration.ZERO);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            row = transitions
                    .afterQuery(row, status(ShareStatus.inconclusive("R-1")), NOW)
                    .row();
            Duration pause = Duration.between(NOW, row.dueAt());
            assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
            last = pause;
        }
        assertThat(last).isGreaterThan(Duration.ofMinutes(45));
    }

    @Test
    void crashedAttemptExcludesNothing() {
        Change change = transitions.crashed(sending(Evidence.NONE, true), NOW);

        assertThat(change.row().state()).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(change.row().evidence()).isEqualTo(Evidence.CRASHED);
        assertThat(change.row().nextCall()).isEqualTo(NextCall.QUERY);
        assertThat(change.row().dueAt()).isEqualTo(NOW);
        assertThat(change.row().doubtSince()).isEqualTo(NOW);
    }

    @Test
    void attemptThatSentNothingBeginsNoTimeToResume() {
        SubmissionRow queued = transitions
                .afterDelivery(sending(Evidence.NONE, true), result(Kind.ENTITY_FAULT, Evidence.NONE), NOW)
                .row();
        Instant later = NOW.plus(POLICY.resumeWithin()).plus(Duration.ofDays(1));
        SubmissionRow sending =
                transitions.sending(queued.toBuilder().inDelivery(true).build(), later);
        SubmissionRow doubt = transitions
                .afterDelivery(sending, result(Kind.DOUBT, Evidence.MAY_HAVE_ARRIVED), later)
                .row();
        SubmissionRow queried = transitions
                .afterQuery(doubt, status(ShareStatus.inconclusive(doubt.requestNo())), later.plusSeconds(1))
                .row();

        assertThat(queried.nextCall()).isEqualTo(NextCall.DELIVER);
    }

    @Test
    void doubtWithoutEvidenceIsADoubtAllTheSame() {
        SubmissionRow after = transitions
                .afterDelivery(sending(Evidence.NONE, true), result(Kind.DOUBT, Evidence.NONE), NOW)
                .row();

        assertThat(after.state()).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(after.evidence()).isEqualTo(Evidence.CRASHED);
    }

    @Test
    void failuresOfTheHandlerInARowQuarantine() {
        SubmissionRow row = sending(Evidence.NONE, true).toBuilder()
                .state(SubmissionState.QUEUED)
                .build();
        for (int i = 1; i < POLICY.failuresBeforeQuarantine(); i++) {
            row = transitions.handlerFailed(row, NOW).row();
            assertThat(row.state()).isEqualTo(SubmissionState.QUEUED);
            assertThat(row.dueAt()).isAfter(NOW);
        }
        row = transitions.handlerFailed(row, NOW).row();

        assertThat(row.state()).isEqualTo(SubmissionState.QUARANTINED);
        assertThat(row.nextCall()).isEqualTo(NextCall.NONE);
        assertThat(row.dueAt()).isNull();
    }

    private SubmissionRow sending(Evidence evidence, boolean generated) {
        SubmissionRow queued = TestSubmissions.queued("C-1").toBuilder()
                .requestNo("R-1")
                .requestNoGenerated(generated)
                .inDelivery(true)
                .evidence(evidence)
                .doubtSince(evidence.isClean() ? null : NOW)
                .build();
        return transitions.sending(queued, NOW);
    }

    private SubmissionRow uncertain(Evidence evidence, Duration since) {
        return sending(evidence, true).toBuilder()
                .state(SubmissionState.UNCERTAIN)
                .nextCall(NextCall.QUERY)
                .firstAttemptAt(NOW.minus(since))
                .doubtSince(NOW.minus(since))
                .build();
    }

    private SubmissionRow delivered(Duration since) {
        return sending(Evidence.ACCEPTED, true).toBuilder()
                .state(SubmissionState.DELIVERED)
                .nextCall(NextCall.QUERY)
                .inDelivery(false)
                .deliveredAt(NOW.minus(since))
                .build();
    }

    private static CallResult result(Kind kind, Evidence evidence) {
        return new CallResult(kind, evidence, null, null, LaneSignal.NONE);
    }

    /** A refusal after a doubt proves nothing, so that the client reports the doubt. */
    private static CallResult refused(Kind kind, Evidence before) {
        return result(before.isClean() ? kind : Kind.DOUBT, before);
    }

    private static CallResult status(ShareStatus status) {
        return new CallResult(Kind.STATUS, Evidence.NONE, null, status, LaneSignal.NONE);
    }

    private static String head(List<String> columns) {
        return "| response | " + String.join(" | ", columns) + " |\n" + "|---".repeat(columns.size() + 1) + "|\n";
    }

    private static String cell(SubmissionRow row) {
        return row.state() + " " + letters(row.evidence());
    }

    private static String letters(Evidence evidence) {
        String letters = (evidence.mayHaveArrived() ? "M" : "")
                + (evidence.systemErrorPossible() ? "S" : "")
                + (evidence.numberSeen() ? "N" : "")
                + (evidence.accepted() ? "A" : "");
        return "`" + (letters.isEmpty() ? "0" : letters) + "`";
    }
}
