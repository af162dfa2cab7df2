package io.github.kycsharing.submissions.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.TestSubmissions;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every evidence and every result of a call: the evidence and the state afterwards. Writes docs/submission-states.md. */
class SubmissionStatesTest {
    private static final String HEAD = """
            # States of a submission

            `SubmissionStatesTest` writes this page from what it observed: each attempt is made over a real socket, and its outcome decides the
            state. `0` is no evidence, `M` mayHaveArrived, `S` systemErrorPossible, `N` numberSeen and `A` accepted.

            ## After an attempt

            The columns are what earlier attempts prove. A cell has the state and the evidence after the attempt.

            """;
    private static final String QUERY_HEAD = """

            ## After a query of the import status

            "Late" is after `unresolved-after` or `confirm-within`. A submission that is uncertain is sent again only after a query that says
            nothing about its number, and only within `resume-within`. A query without response, or one that was not sent, changes no state.

            """;
    private static final String STATES_HEAD = """

            ## Changes of state

            What the delivery does. People also cancel, retry, resolve and close; see `SubmissionCommand`.

            | from | to |
            |---|---|
            """;

    private static final List<Evidence> BEFORE = List.of(
            Evidence.NONE,
            Evidence.MAY_HAVE_ARRIVED,
            Evidence.SYSTEM_ERROR_POSSIBLE,
            Evidence.CRASHED,
            Evidence.NUMBER_SEEN,
            Evidence.CRASHED.and(Evidence.NUMBER_SEEN));
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final DeliveryOptions ONCE =
            DeliveryOptions.builder().maxAttempts(1).build();

    private final Transitions transitions = new Transitions(DeliveryPolicy.DEFAULTS);
    private final Map<SubmissionState, Set<SubmissionState>> changes = new TreeMap<>();

    private static Map<String, @Nullable Fault> responses() {
        Map<String, @Nullable Fault> responses = new LinkedHashMap<>();
        responses.put("`000000`", Fault.NONE);
        responses.put("DUPLICATE_REQUEST", code(DocumentedCode.DUPLICATE_REQUEST));
        responses.put("DUPLICATE_REQUEST, number of the caller", code(DocumentedCode.DUPLICATE_REQUEST));
        responses.put("refusal", Fault.code("10040101"));
        responses.put("SIGN_MISMATCH", code(DocumentedCode.SIGN_MISMATCH));
        responses.put("TOKEN_TIME_OUT", code(DocumentedCode.TOKEN_TIME_OUT));
        responses.put("HTTP 403, a page", Fault.FORBIDDEN);
        responses.put("HTTP 429", Fault.TOO_MANY_REQUESTS);
        responses.put("system error", Fault.SYSTEM_ERROR);
        responses.put("no response", Fault.RESET_AFTER_PROCESSING);
        responses.put("unreadable response", Fault.TRUNCATED_JSON);
        responses.put("claim expired, nothing sent", null);
        return responses;
    }

    private static Fault code(DocumentedCode code) {
        return Fault.code(code.wireValues().get(0));
    }

    @Test
    void pageShowsWhatEachResultMakesOfASubmission() throws IOException {
        String page = HEAD + attempts() + QUERY_HEAD + queries() + STATES_HEAD + states();
        Path file = Path.of(System.getProperty("kyc-sharing.docs"), "submission-states.md");
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(file).hasContent(page);
    }

    private String attempts() {
        StringBuilder table = new StringBuilder();
        StringJoiner head = new StringJoiner(" | ", "| response | ", " |\n");
        BEFORE.forEach(before -> head.add(letters(before)));
        table.append(head).append("|---".repeat(BEFORE.size() + 1)).append("|\n");
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard("BROKERKEY", "s3cret"))
                        .start();
                KycSharingClient client = KycSharingClient.builder()
                        .bizEntityKey("BROKERKEY")
                        .secret("s3cret")
                        .brokerType(BrokerType.STANDARD)
                        .baseUrl(exchange.baseUrl())
                        .notifyUrl("https://broker.example/kyc")
                        .build()) {
            responses().forEach((name, fault) -> {
                StringJoiner row = new StringJoiner(" | ", "| " + name + " | ", " |\n");
                for (Evidence before : BEFORE) {
                    row.add(attempt(exchange, client, before, fault, !name.endsWith("number of the caller")));
                }
                table.append(row);
            });
        }
        return table.toString();
    }

    private String attempt(
            KycExchangeSimulator exchange,
            KycSharingClient client,
            Evidence before,
            @Nullable Fault fault,
            boolean generated) {
        PreparedRequest request = client.prepare(
                ShareKycRequest.of(TestRecords.standard(UUID.randomUUID().toString())));
        CallResult result;
        try {
            if (fault != null) {
                exchange.faults().forRequestNo(request.requestNo()).next(fault);
            }
            result = CallResult.accepted(
                    client.deliver(request, before, ONCE, fault == null ? Instant.EPOCH : Instant.MAX));
        } catch (KycSharingException e) {
            result = CallResult.notDelivered(e);
        }
        SubmissionRow row = row(SubmissionState.SENDING, before, NextCall.DELIVER).toBuilder()
                .requestNoGenerated(generated)
                .doubtSince(before.isClean() ? null : NOW)
                .build();
        SubmissionRow after = seen(transitions.afterDelivery(row, result, NOW));
        check(before, after, exchange, request.requestNo());
        return after.state() + " " + letters(after.evidence());
    }

    /** What holds in each cell, whatever the response. */
    private static void check(Evidence before, SubmissionRow after, KycExchangeSimulator exchange, String requestNo) {
        Evidence evidence = after.evidence();
        assertThat(evidence.and(before)).as("flags only go up").isEqualTo(evidence);
        if (after.state() == SubmissionState.QUEUED || after.state() == SubmissionState.REJECTED) {
            assertThat(evidence).as("a doubt stays a doubt").isEqualTo(Evidence.NONE);
            assertThat(exchange.ledgerEntry(requestNo).filter(entry -> entry.state() != LedgerEntry.State.REJECTED))
                    .isEmpty();
        }
        if (after.state() == SubmissionState.DELIVERED) {
            assertThat(evidence.accepted()).isTrue();
            assertThat(exchange.ledgerEntry(requestNo).orElseThrow().state()).isEqualTo(LedgerEntry.State.ACCEPTED);
        }
        assertThat(after.state()).isNotIn(SubmissionState.IMPORTED, SubmissionState.IMPORT_FAILED);
        assertThat(after.inDelivery())
                .isEqualTo(after.state() == SubmissionState.UNCERTAIN
                        || after.state().needsPerson());
        assertThat(after.dueAt() == null).isEqualTo(after.nextCall() == NextCall.NONE);
    }

    private String queries() {
        Map<String, SubmissionRow> rows = new LinkedHashMap<>();
        rows.put("UNCERTAIN `M`", row(SubmissionState.UNCERTAIN, Evidence.MAY_HAVE_ARRIVED, NextCall.QUERY));
        rows.put("UNCERTAIN `MSN`", row(SubmissionState.UNCERTAIN, BEFORE.get(5), NextCall.QUERY));
        rows.put("DELIVERED", row(SubmissionState.DELIVERED, Evidence.ACCEPTED, NextCall.QUERY));
        rows.put(
                "UNRESOLVED, number of the caller",
                row(SubmissionState.UNRESOLVED, BEFORE.get(5), NextCall.QUERY).toBuilder()
                        .numberDisputed(true)
                        .build());
        StringBuilder table = new StringBuilder("| response | " + String.join(" | ", rows.keySet()) + " |\n")
                .append("|---".repeat(rows.size() + 1))
                .append("|\n");
        statuses().forEach((name, result) -> {
            for (boolean late : new boolean[] {false, true}) {
                StringJoiner line = new StringJoiner(" | ", "| " + name + (late ? ", late" : "") + " | ", " |\n");
                rows.values().forEach(row -> line.add(query(row, result, late)));
                table.append(line);
            }
        });
        return table.toString();
    }

    private static Map<String, CallResult> statuses() {
        Map<String, CallResult> statuses = new LinkedHashMap<>();
        statuses.put("SUCCESS", status(ImportStatus.SUCCESS));
        statuses.put("FAIL", status(ImportStatus.FAIL));
        statuses.put("INIT", status(ImportStatus.INIT));
        statuses.put("undocumented status", status(ImportStatus.of("OTHER")));
        statuses.put("nothing about the number", CallResult.status(ShareStatus.inconclusive("R")));
        statuses.put(
                "refusal",
                new CallResult(CallResult.Kind.QUERY_REJECTED, Evidence.NONE, null, null, LaneSignal.HEALTHY));
        statuses.put(
                "no response", new CallResult(CallResult.Kind.NO_STATUS, Evidence.NONE, null, null, LaneSignal.NONE));
        return statuses;
    }

    private static CallResult status(ImportStatus status) {
        return CallResult.status(ShareStatus.of("R", status));
    }

    private String query(SubmissionRow row, CallResult result, boolean late) {
        SubmissionRow after =
                seen(transitions.afterQuery(row, result, NOW.plus(late ? Duration.ofDays(30) : Duration.ofMinutes(1))));
        assertThat(after.evidence().and(row.evidence())).as("flags only go up").isEqualTo(after.evidence());
        if (result.kind() == CallResult.Kind.NO_STATUS || row.numberDisputed()) {
            assertThat(after.state()).isEqualTo(row.state());
        }
        assertThat(after.open()).isEqualTo(!after.state().isTerminal());
        String next = after.nextCall() == NextCall.NONE ? "" : ", " + after.nextCall();
        return after.state() + " " + letters(after.evidence()) + next;
    }

    private String states() {
        SubmissionRow sending = row(SubmissionState.SENDING, Evidence.NONE, NextCall.DELIVER);
        assertThat(seen(transitions.crashed(sending, NOW)).evidence()).isEqualTo(Evidence.CRASHED);
        for (SubmissionState state : new SubmissionState[] {SubmissionState.QUEUED, SubmissionState.UNCERTAIN}) {
            SubmissionRow before = row(state, Evidence.NONE, NextCall.DELIVER);
            SubmissionRow after = transitions.sending(before, NOW);
            assertThat(after.attempts()).isEqualTo(before.attempts() + 1);
            seen(new Change(state, after, null));
        }
        for (SubmissionState state : EnumSet.of(
                SubmissionState.QUEUED,
                SubmissionState.SENDING,
                SubmissionState.UNCERTAIN,
                SubmissionState.DELIVERED)) {
            SubmissionRow before = row(state, Evidence.NONE, NextCall.QUERY);
            seen(transitions.handlerFailed(before, NOW));
            seen(transitions.handlerFailed(
                    before.toBuilder()
                            .handlerFailures(DeliveryPolicy.DEFAULTS.failuresBeforeQuarantine() - 1)
                            .build(),
                    NOW));
        }
        assertThat(changes.keySet()).noneMatch(SubmissionState::isTerminal);
        assertThat(changes).doesNotContainKeys(SubmissionState.UNRESOLVED, SubmissionState.QUARANTINED);
        StringBuilder table = new StringBuilder();
        changes.forEach((from, to) -> table.append("| ")
                .append(from)
                .append(" | ")
                .append(String.join(", ", to.stream().map(Enum::name).toList()))
                .append(" |\n"));
        return table.toString();
    }

    private SubmissionRow seen(Change change) {
        if (change.from() != change.row().state()) {
            changes.computeIfAbsent(change.from(), state -> new TreeSet<>())
                    .add(change.row().state());
        }
        return change.row();
    }

    private static SubmissionRow row(SubmissionState state, Evidence evidence, NextCall next) {
        return TestSubmissions.queued("1").toBuilder()
                .state(state)
                .evidence(evidence)
                .nextCall(next)
                .inDelivery(state != SubmissionState.DELIVERED)
                .dueAt(NOW)
                .attempts(1)
                .firstAttemptAt(NOW)
                .doubtSince(state == SubmissionState.DELIVERED ? null : NOW)
                .deliveredAt(state == SubmissionState.DELIVERED ? NOW : null)
                .build();
    }

    private static String letters(Evidence evidence) {
        String letters = (evidence.mayHaveArrived() ? "M" : "")
                + (evidence.systemErrorPossible() ? "S" : "")
                + (evidence.numberSeen() ? "N" : "")
                + (evidence.accepted() ? "A" : "");
        return "`" + (letters.isEmpty() ? "0" : letters) + "`";
    }
}
