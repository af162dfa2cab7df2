package io.github.kycsharing.test;

import java.util.Optional;

/**
 * The state of one requestNo at the exchange, whatever response its caller received.
 *
 * @param bizEntityKey the entity that used the number, as the request gave it
 * @param requestNo the number
 * @param state what the number stands for now
 * @param acceptedTimes how often a request of this number took effect: 1 if accepted, otherwise 0
 * @param code the code that the exchange decided on last, when it set the state
 * @param importState the state of the import; empty for a number that was not accepted
 */
public record LedgerEntry(
        String bizEntityKey,
        String requestNo,
        State state,
        int acceptedTimes,
        Optional<String> code,
        Optional<ImportState> importState) {

    /** What a number can stand for. An accepted number stays accepted, a used-up one stays used up. */
    public enum State {
        /** The record took effect. A further request of this number is a duplicate. */
        ACCEPTED,
        /** The record was refused and had no effect. The number is still free. */
        REJECTED,
        /** A system error consumed the number without an effect. A further request of this number is a duplicate. */
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

    boolean isSettled() {
        return state != State.REJECTED;
    }
}
