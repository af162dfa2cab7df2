package io.github.kycsharing.submissions;

/**
 * Progress of an erasure. Submissions in delivery or in doubt are erased when they have ended. The tracking of the customer, requests for
 * information and their events are erased at once; a pending submission that is sent again tracks the customer again until it ends, and
 * is erased then.
 *
 * @param erased number of the customer's submissions whose record and identifiers are erased
 * @param pending number of those that still wait for their end
 */
public record Erasure(int erased, int pending) {
    /**
     * Whether nothing of the customer is left.
     *
     * @return true if no submission is pending
     */
    public boolean isComplete() {
        return pending == 0;
    }
}
