package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of lanes.
 *
 * @param bizEntityKey access entity
 * @param state state
 * @param cause why it backs off, or was paused by the library
 * @param backOffs failures in a row, which determine the next pause
 * @param backOffUntil when the next probe may be sent
 * @param probeId the submission whose call is the current probe
 * @param probeUntil when another probe may replace it
 * @param rejectionCode code of the last rejections
 * @param rejections rejections in a row with that code
 * @param changedBy person who paused or resumed it
 * @param note encrypted reason of that person
 * @param changedAt when it came into its state
 * @param version version
 */
public record LaneRow(
        String bizEntityKey,
        KycLane.State state,
        @Nullable String cause,
        int backOffs,
        @Nullable Instant backOffUntil,
        @Nullable UUID probeId,
        @Nullable Instant probeUntil,
        @Nullable String rejectionCode,
        int rejections,
        @Nullable String changedBy,
        @Nullable Ciphertext note,
        Instant changedAt,
        long version) {
    @Override
    public String toString() {
        return "LaneRow[state=" + state + ", cause=" + cause + ", version=" + version + "]";
    }
}
