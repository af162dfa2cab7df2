package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillRow;
import io.github.kycsharing.submissions.BackfillViolation;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/** Stores rows of back-fills, each once, and classifies them without storing. */
public final class BackfillIntake {
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final Intake intake;

    /** Stores submissions here. */
    public BackfillIntake(SubmissionStore store, RecordCipher cipher, InstantSource clock) {
        this.store = store;
        this.cipher = cipher;
        this.intake = new Intake(store, cipher, clock);
    }

    /**
     * What became of some rows.
     *
     * @param stored number of new ones
     * @param existing number of those that were stored before
     * @param invalid the others
     */
    public record Chunk(int stored, int existing, List<InvalidBackfillRow> invalid) {}

    /** Classifies rows and stores the new ones, in the current transaction. */
    public Chunk store(KycSharingClient client, UUID backfillId, String name, List<BackfillRow> rows) {
        Classification classification = classification(client, name, rows, null);
        Map<SubmissionRow, Ciphertext> planned = new LinkedHashMap<>();
        classification.valid.forEach((position, prepared) -> {
            SubmissionRow row = intake.row(prepared).toBuilder()
                    // Not unique by chance but by its parts: the exchange may have seen it under another database.
                    .requestNoGenerated(false)
                    .backfillId(backfillId)
                    .build();
            planned.put(row, intake.encrypted(prepared, row));
        });
        Set<UUID> inserted = store.insertAll(planned);
        if (inserted.size() < planned.size()) {
            throw new ConcurrencyFailureException("Another transaction stored the same rows; repeat this one");
        }
        return new Chunk(inserted.size(), classification.existing, classification.invalid);
    }

    /**
     * Classifies rows without storing them.
     *
     * @param seen the rows before, and these afterwards
     */
    public Chunk classify(KycSharingClient client, String name, List<BackfillRow> rows, SeenNumbers seen) {
        Classification classification = classification(client, name, rows, seen);
        return new Chunk(classification.valid.size(), classification.existing, classification.invalid);
    }

    private Classification classification(
            KycSharingClient client, String name, List<BackfillRow> rows, @Nullable SeenNumbers seen) {
        Map<Long, ShareKycRequest> requests = new LinkedHashMap<>();
        for (BackfillRow row : rows) {
            row.request()
                    .map(request -> BackfillNumbers.numbered(name, client.bizEntityKey(), request))
                    .ifPresent(request -> requests.put(row.position(), request));
        }
        Classification classification = new Classification(client, seen);
        store.findAll(
                        client.bizEntityKey(),
                        requests.values().stream()
                                .map(BackfillIntake::number)
                                .distinct()
                                .toList())
                .forEach(row -> classification.known.put(row.requestNo(), row.fingerprint()));
        for (BackfillRow row : rows) {
            ShareKycRequest request = requests.get(row.position());
            if (request == null) {
                classification.invalid.add(new InvalidBackfillRow(row.position(), row.violations()));
            } else {
                classification.add(row.position(), request);
            }
        }
        return classification;
    }

    private static String number(ShareKycRequest request) {
        return request.requestNo() == null ? "" : request.requestNo();
    }

    /** Rows of one chunk, by position. */
    private final class Classification {
        private final KycSharingClient client;
        private final @Nullable SeenNumbers seen;
        private final Map<String, Fingerprint> known = new HashMap<>();
        private final Map<Long, Intake.Prepared> valid = new LinkedHashMap<>();
        private final List<InvalidBackfillRow> invalid = new ArrayList<>();
        private int existing;

        Classification(KycSharingClient client, @Nullable SeenNumbers seen) {
            this.client = client;
            this.seen = seen;
        }

        void add(long position, ShareKycRequest request) {
            String number = number(request);
            Fingerprint stored = known.get(number);
            if (stored != null) {
                compare(position, stored, cipher.fingerprints(client.bizEntityKey(), request));
            } else if (seen != null && seen.contains(number)) {
                count(
                        position,
                        seen.hasContent(
                                number,
                                cipher.fingerprints(client.bizEntityKey(), request).stream()
                                        .map(Fingerprint::value)
                                        .toList()));
            } else {
                prepare(position, request);
            }
        }

        private void prepare(long position, ShareKycRequest request) {
            try {
                Intake.Prepared prepared = intake.prepare(client, request);
                known.put(number(request), prepared.fingerprints().get(0));
                if (seen != null) {
                    seen.add(number(request), prepared.fingerprints().get(0).value());
                }
                valid.put(position, prepared);
            } catch (KycValidationException e) {
                invalid.add(new InvalidBackfillRow(
                        position,
                        e.violations().stream().map(BackfillViolation::of).toList()));
            }
        }

        private void compare(long position, Fingerprint stored, List<Fingerprint> fingerprints) {
            boolean sameContent = fingerprints.contains(stored);
            if (!sameContent && !cipher.hasKey(stored.keyId())) {
                throw new UnknownKeyException(stored.keyId()); // whether the content is the same is unknown here
            }
            count(position, sameContent);
        }

        private void count(long position, boolean sameContent) {
            if (sameContent) {
                existing++;
            } else {
                invalid.add(new InvalidBackfillRow(
                        position, List.of(new BackfillViolation("requestNo", BackfillViolation.CONTENT_CONFLICT))));
            }
        }
    }
}
