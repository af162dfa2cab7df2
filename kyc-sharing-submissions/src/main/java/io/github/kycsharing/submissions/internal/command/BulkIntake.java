package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.submissions.internal.command.Intake.Prepared;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stores many requests with few round trips. What repeats another request, stored or of the same chunk, is stored by {@link Intake}. */
final class BulkIntake {
    private static final int CHUNK = 500;

    private final SubmissionStore store;
    private final Intake intake;

    BulkIntake(SubmissionStore store, Intake intake) {
        this.store = store;
        this.intake = intake;
    }

    /** The rows in the order of the requests, which are of one access entity. */
    List<SubmissionRow> store(List<Prepared> requests) {
        List<SubmissionRow> rows = new ArrayList<>(requests.size());
        for (int from = 0; from < requests.size(); from += CHUNK) {
            rows.addAll(storeChunk(requests.subList(from, Math.min(from + CHUNK, requests.size()))));
        }
        return rows;
    }

    private List<SubmissionRow> storeChunk(List<Prepared> requests) {
        if (requests.size() == 1) {
            return List.of(intake.store(requests.get(0), null, null));
        }
        Set<String> taken = open(requests);
        Map<SubmissionRow, Ciphertext> rows = new LinkedHashMap<>();
        List<SubmissionRow> planned = new ArrayList<>();
        for (Prepared request : requests) {
            SubmissionRow row = intake.row(request);
            if (taken.add(identity(request)) && !isOpen(request, taken)) {
                rows.put(row, intake.encrypted(request, row));
            }
            planned.add(row);
        }
        Set<UUID> inserted = store.insertAll(rows);
        List<SubmissionRow> stored = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            SubmissionRow row = planned.get(i);
            stored.add(inserted.contains(row.id()) ? row : intake.store(requests.get(i), null, null));
        }
        return stored;
    }

    /** Fingerprints of the customers' open submissions. */
    private Set<String> open(List<Prepared> requests) {
        List<Prepared> generated = requests.stream().filter(Prepared::generated).toList();
        Set<String> open = new HashSet<>();
        if (!generated.isEmpty()) {
            store.findOpen(
                            generated.get(0).request().bizEntityKey(),
                            generated.stream()
                                    .map(request -> request.request().customer().entityCustomerId())
                                    .toList(),
                            generated.stream()
                                    .flatMap(request -> request.fingerprints().stream())
                                    .toList())
                    .forEach(row -> open.add("open " + row.fingerprint().value()));
        }
        return open;
    }

    private static boolean isOpen(Prepared request, Set<String> open) {
        return request.generated()
                && request.fingerprints().stream()
                        .map(Fingerprint::value)
                        .anyMatch(value -> open.contains("open " + value));
    }

    /** What two requests of a chunk must not have in common: the number, or the content without one. */
    private static String identity(Prepared request) {
        return request.generated()
                ? "content " + request.fingerprints().get(0).value()
                : "number " + request.request().requestNo();
    }
}
