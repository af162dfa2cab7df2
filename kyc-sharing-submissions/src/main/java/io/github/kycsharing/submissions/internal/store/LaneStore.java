package io.github.kycsharing.submissions.internal.store;

import java.util.Optional;

/** The table of lanes. Every method joins the current transaction. */
public interface LaneStore {
    /** Finds one, without a lock. */
    Optional<LaneRow> find(String bizEntityKey);

    /** Reads the row, and creates it if there is none; locks it until the end of the transaction. */
    LaneRow lock(String bizEntityKey);

    /** Writes the row and increments its version. */
    void update(LaneRow lane);
}
