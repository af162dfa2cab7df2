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
    /** The exchange processes submissions. */
    static final LaneSignal HEALTHY = new LaneSignal(Kind.HEALTHY, null);
    /** A query had a response. */
    static final LaneSignal RESPONSIVE = new LaneSignal(Kind.RESPONSIVE, null);

    enum Kind {
        NONE,
        HEALTHY,
        /** The exchange responds to queries, which says nothing about how it processes submissions. */
        RESPONSIVE,
        /** A query had no response that says something. */
        SILENT,
        /** The exchange rejected this record: the lane counts equal codes in a row. */
        REJECTED,
        /** No response that says something: many in a row make the lane back off. */
        DOUBTFUL,
        /** A fault that concerns every call of the entity. */
        FAULT
    }

    boolean isOfQuery() {
        return kind == Kind.RESPONSIVE || kind == Kind.SILENT;
    }

    static LaneSignal rejected(@Nullable String code) {
        return new LaneSignal(Kind.REJECTED, code == null ? "REJECTED" : code);
    }

    static LaneSignal doubtful(String cause) {
        return new LaneSignal(Kind.DOUBTFUL, cause);
    }

    static LaneSignal silent(String cause) {
        return new LaneSignal(Kind.SILENT, cause);
    }

    static LaneSignal fault(String cause) {
        return new LaneSignal(Kind.FAULT, cause);
    }
}
