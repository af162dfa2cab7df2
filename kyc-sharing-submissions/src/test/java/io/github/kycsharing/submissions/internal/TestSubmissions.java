package io.github.kycsharing.submissions.internal;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Rows of submissions. */
public final class TestSubmissions {
    public static final String ENTITY = "KYCB0001";
    public static final Ciphertext BODY = new Ciphertext(1, new byte[] {1, 2, 3});

    private TestSubmissions() {}

    /** A submission as it is stored by submit. */
    public static SubmissionRow queued(String entityCustomerId) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return SubmissionRow.builder()
                .id(id)
                .seq(0)
                .bizEntityKey(ENTITY)
                .requestNo("R" + id.toString().replace("-", ""))
                .requestNoGenerated(true)
                .customer(new CustomerIds(entityCustomerId, "M-" + entityCustomerId, "S-" + entityCustomerId))
                .inDelivery(false)
                .state(SubmissionState.QUEUED)
                .nextCall(NextCall.DELIVER)
                .dueAt(now)
                .evidence(Evidence.NONE)
                .numberDisputed(false)
                .attempts(0)
                .queries(0)
                .handlerFailures(0)
                .fingerprint(new Fingerprint(id.toString(), 1))
                .open(true)
                .submittedAt(now)
                .updatedAt(now)
                .version(0)
                .build();
    }
}
