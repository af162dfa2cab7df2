package io.github.kycsharing.submissions.internal.tracking;

/** Counts queries of statuses and wake-ups, for metrics. */
public interface TrackingObserver {
    /** Counts nothing. */
    TrackingObserver NONE = new TrackingObserver() {
        @Override
        public void polled(String bizEntityKey, PollResult result) {}

        @Override
        public void woken(String bizEntityKey, WakeUps.Result result) {}
    };

    /** A status was queried. */
    void polled(String bizEntityKey, PollResult result);

    /** A notification caused a query. */
    void woken(String bizEntityKey, WakeUps.Result result);

    /** What a query amounted to. */
    enum PollResult {
        /** An event will be published. */
        CHANGED,
        /** The status is the last one. */
        UNCHANGED,
        /** The exchange has no record of the account. */
        NO_RECORD,
        /** The exchange refused the query. */
        REJECTED,
        /** No response came. */
        NO_RESPONSE,
        /** The account was shared or queried meanwhile, so the result is dropped. */
        OUTDATED
    }
}
