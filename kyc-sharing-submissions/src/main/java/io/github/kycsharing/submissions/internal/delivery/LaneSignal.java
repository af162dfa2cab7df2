package io.github.kycsharing.submissions.internal.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a call shows about its lane.
 *
 * @param kind kind
 * @param cause code of the exchange or name of a failure; null if there is none
 */
record LaneSignal(Kind kind, @Nullable String cause) {
    /** Nothing: the call says nothing about others. */
    static final LaneSignal NONE = new LaneSignal(Kind.NONE, null);
    /** The exchange processes calls. */
    static final LaneSignal HEALTHY = new LaneSignal(Kind.HEALTHY, null);

    enum Kind {
        NONE,
        HEALTHY,
        /** The exchange rejected this record: the lane counts equal codes in a row. */
        REJECTED,
        /** No response that says something: many in a row make the lane back off. */
        DOUBTFUL,
        /** A fault that concerns every call of the entity. */
        FAULT
    }

    static LaneSignal rejected(@Nullable String code) {
        return new LaneSignal(Kind.REJECTED, code == null ? "REJECTED" : code);
    }

    static LaneSignal doubtful(String cause) {
        return new LaneSignal(Kind.DOUBTFUL, cause);
    }

    static LaneSignal fault(String cause) {
        return new LaneSignal(Kind.FAULT, cause);
    }
}
