package io.github.kycsharing.test;

import java.util.Optional;

/**
 * The state of one requestNo at the exchange, whatever response its caller received.
 *
 * @param bizEntityKey the entity that used the number, as in the request
 * @param requestNo the number
 * @param state the current state of the number
 * @param acceptedTimes number of requests with this requestNo that took effect: 1 if accepted, otherwise 0
 * @param code the code that the exchange returned when it set the state
 * @param importState the state of the import; empty for a number that was not accepted
 */
public record LedgerEntry(
        String bizEntityKey,
        String requestNo,
        State state,
        int acceptedTimes,
        Optional<String> code,
        Optional<ImportState> importState) {

    /** State of a requestNo. An accepted number stays accepted, and a used-up number stays used up. */
    public enum State {
        /** The record took effect. A further request with this number is a duplicate. */
        ACCEPTED,
        /** The record was refused and had no effect. The number is still unused. */
        REJECTED,
        /** A system error consumed the number without an effect. A further request with this number is a duplicate. */
        USED_UP
    }

    /** The import of an accepted record, which runs after its acceptance. */
    public enum ImportState {
        /** The import is under way. */
        INIT,
        /** The record is imported. */
        SUCCESS,
        /** The import failed. */
        FAIL
    }

    LedgerEntry withImportState(ImportState importState) {
        return new LedgerEntry(bizEntityKey, requestNo, state, acceptedTimes, code, Optional.of(importState));
    }

    boolean isConsumed() {
        return state != State.REJECTED;
    }
}
