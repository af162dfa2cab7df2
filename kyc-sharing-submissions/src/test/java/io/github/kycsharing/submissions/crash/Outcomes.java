package io.github.kycsharing.submissions.crash;

import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.LedgerEntry.ImportState;
import io.github.kycsharing.test.LedgerEntry.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the stored submissions with the exchange's ledger.
 *
 * @param counts number of submissions by state
 * @param mislabelled those whose state contradicts the ledger
 * @param doubled requestNos that took effect more than once
 * @param accepted number of requestNos that took effect
 */
record Outcomes(Map<SubmissionState, Integer> counts, List<String> mislabelled, List<String> doubled, long accepted) {
    record Stored(String requestNo, SubmissionState state) {}

    static Outcomes of(JdbcClient jdbc, Map<String, LedgerEntry> ledger) {
        List<Stored> stored = jdbc.sql("select request_no, state from kyc_sharing_submission")
                .query((result, number) -> new Stored(
                        result.getString("request_no"), SubmissionState.valueOf(result.getString("state"))))
                .list();
        Map<SubmissionState, Integer> counts = new EnumMap<>(SubmissionState.class);
        stored.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
        return new Outcomes(
                counts,
                stored.stream()
                        .filter(one -> !agrees(one.state(), ledger.get(one.requestNo())))
                        .map(one -> one.requestNo() + " is " + one.state() + " and in the ledger " + ledger.get(one.requestNo()))
                        .toList(),
                ledger.values().stream()
                        .filter(entry -> entry.acceptedTimes() > 1)
                        .map(LedgerEntry::requestNo)
                        .toList(),
                ledger.values().stream()
                        .filter(entry -> entry.state() == State.ACCEPTED)
                        .count());
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int unresolved() {
        return counts.getOrDefault(SubmissionState.UNRESOLVED, 0);
    }

    /** An unresolved submission claims nothing. */
    private static boolean agrees(SubmissionState state, @Nullable LedgerEntry entry) {
        boolean accepted = entry != null && entry.state() == State.ACCEPTED;
        Optional<ImportState> imported = entry == null ? Optional.empty() : entry.importState();
        return switch (state) {
            case IMPORTED -> imported.equals(Optional.of(ImportState.SUCCESS));
            case IMPORT_FAILED -> imported.equals(Optional.of(ImportState.FAIL));
            case DELIVERED, UNCONFIRMED -> accepted;
            case QUEUED, REJECTED, CANCELLED -> !accepted;
            case SENDING, UNCERTAIN, UNRESOLVED, QUARANTINED, CLOSED -> true;
        };
    }
}
