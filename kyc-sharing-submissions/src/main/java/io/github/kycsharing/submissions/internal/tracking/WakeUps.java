package io.github.kycsharing.submissions.internal.tracking;

import org.springframework.dao.DataAccessException;

/** Stores that something may have changed at the exchange, so that it is polled soon. */
public interface WakeUps {
    /**
     * Wakes the status polls of a customer's accounts, in a transaction of its own. It makes no outgoing call. A customer who is unknown
     * or already woken costs no write.
     *
     * @throws DataAccessException if the database is not available
     * @throws org.springframework.transaction.TransactionException if the database is not available
     */
    Result wakeStatus(String bizEntityKey, String entityCustomerId);

    /** Wakes the poll of an access entity's requests for information, and of the results of submitted files. */
    Result wakeInformation(String bizEntityKey);

    /** What became of a wake-up. */
    enum Result {
        /** The poll is due now. */
        WOKEN,
        /** An earlier wake-up waits for its poll. */
        PENDING,
        /** No such customer is tracked. */
        UNKNOWN
    }
}
