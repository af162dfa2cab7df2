package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/** Stores validated requests, each once. */
final class Intake {
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final InstantSource clock;

    Intake(SubmissionStore store, RecordCipher cipher, InstantSource clock) {
        this.store = store;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** A request that is validated, serialised and encrypted, and not stored yet. */
    record Prepared(
            PreparedRequest request,
            boolean generated,
            List<Fingerprint> fingerprints,
            @Nullable UUID replacesId) {}

    /** Everything that can fail for the record's sake happens here, before anything is stored. */
    Prepared prepare(KycSharingClient client, ShareKycRequest request) {
        PreparedRequest prepared = client.prepare(request);
        return new Prepared(
                prepared, request.requestNo() == null, cipher.fingerprints(prepared.bizEntityKey(), request), null);
    }

    /** As {@link #prepare}, of a stored request: it keeps the fingerprint of what the caller handed over, before its completion. */
    Prepared prepareAgain(KycSharingClient client, ShareKycRequest stored, SubmissionRow replaced) {
        return new Prepared(client.prepare(stored), true, List.of(replaced.fingerprint()), replaced.id());
    }

    /** Stores the request in the current transaction, or returns the stored submission that it repeats. */
    SubmissionRow store(Prepared prepared, @Nullable String actor, @Nullable String reason) {
        PreparedRequest request = prepared.request();
        if (prepared.generated()) {
            Optional<SubmissionRow> open = open(prepared);
            if (open.isPresent()) {
                return open.get();
            }
        }
        SubmissionRow row = row(prepared);
        if (store.insert(row, encrypted(prepared, row))) {
            store.append(EventRow.of(null, row, actor, reason == null ? null : Commands.note(cipher, row, reason)));
            return row;
        }
        return prepared.generated()
                ? open(prepared).orElseThrow(Intake::concurrent)
                : sameContent(
                        prepared,
                        store.find(request.bizEntityKey(), request.requestNo()).orElseThrow(Intake::concurrent));
    }

    private Optional<SubmissionRow> open(Prepared prepared) {
        return store.findOpen(
                prepared.request().bizEntityKey(),
                prepared.request().customer().entityCustomerId(),
                prepared.fingerprints());
    }

    /** A transaction that cannot see what another one has committed is repeated as a whole. */
    private static ConcurrencyFailureException concurrent() {
        return new ConcurrencyFailureException(
                "Another transaction stored the same submission; repeat this transaction");
    }

    private SubmissionRow sameContent(Prepared prepared, SubmissionRow stored) {
        if (prepared.fingerprints().contains(stored.fingerprint())) {
            return stored;
        }
        if (!cipher.hasKey(stored.fingerprint().keyId())) {
            // Whether the content is the same is unknown here.
            throw new UnknownKeyException(stored.fingerprint().keyId());
        }
        throw new KycSubmissionException(
                Reason.CONTENT_CONFLICT,
                "The requestNo " + stored.printableRequestNo() + " belongs to the submission " + stored.id()
                        + " with other content. Use another requestNo.",
                stored.id(),
                stored.requestNo());
    }

    Ciphertext encrypted(Prepared prepared, SubmissionRow row) {
        return cipher.encrypt(prepared.request().bytes(), Submissions.body(row));
    }

    SubmissionRow row(Prepared prepared) {
        // PostgreSQL stores microseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return SubmissionRow.builder()
                .id(UUID.randomUUID())
                .seq(0)
                .bizEntityKey(prepared.request().bizEntityKey())
                .requestNo(prepared.request().requestNo())
                .requestNoGenerated(prepared.generated())
                .customer(prepared.request().customer())
                .inDelivery(false)
                .state(SubmissionState.QUEUED)
                .nextCall(NextCall.DELIVER)
                .dueAt(now)
                .evidence(Evidence.NONE)
                .numberDisputed(false)
                .attempts(0)
                .queries(0)
                .handlerFailures(0)
                .fingerprint(prepared.fingerprints().get(0))
                .open(prepared.generated())
                .replacesId(prepared.replacesId())
                .submittedAt(now)
                .updatedAt(now)
                .version(1)
                .build();
    }
}
