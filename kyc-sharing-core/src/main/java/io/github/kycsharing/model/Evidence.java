package io.github.kycsharing.model;

import java.io.Serializable;

/**
 * What the attempts of a submission prove about its requestNo. A flag that is true stays true, whatever a later attempt proves.
 * Store it with the request if another process may deliver the request again.
 *
 * @param mayHaveArrived whether an attempt was sent whose response is not known. It may have taken effect, or it may have failed
 *     with a system error
 * @param systemErrorPossible whether the exchange reported a system error, or may have: the requestNo may be used up without effect
 * @param numberSeen whether the exchange has seen the requestNo: it returned DUPLICATE_REQUEST. This does not prove that the record
 *     took effect
 * @param accepted whether the exchange accepted the request: it returned {@code 000000}
 */
public record Evidence(boolean mayHaveArrived, boolean systemErrorPossible, boolean numberSeen, boolean accepted)
        implements Serializable {
    /** Nothing was sent, or the exchange refused all that was sent. */
    public static final Evidence NONE = new Evidence(false, false, false, false);
    /** An attempt was sent, and its response is not known. */
    public static final Evidence MAY_HAVE_ARRIVED = new Evidence(true, false, false, false);
    /** The exchange reported a system error. */
    public static final Evidence SYSTEM_ERROR_POSSIBLE = new Evidence(false, true, false, false);
    /** A process ended while it was sending: neither an arrival nor a system error can be excluded. */
    public static final Evidence CRASHED = new Evidence(true, true, false, false);
    /** The exchange has seen the requestNo. */
    public static final Evidence NUMBER_SEEN = new Evidence(false, false, true, false);
    /** The exchange accepted the request. */
    public static final Evidence ACCEPTED = new Evidence(true, false, true, true);

    /**
     * Combines this evidence with further evidence.
     *
     * @param further what another attempt proves
     * @return the flags that are true in either
     */
    public Evidence and(Evidence further) {
        return new Evidence(
                mayHaveArrived || further.mayHaveArrived,
                systemErrorPossible || further.systemErrorPossible,
                numberSeen || further.numberSeen,
                accepted || further.accepted);
    }

    /**
     * Whether no attempt has left a doubt.
     *
     * @return true if no flag is true
     */
    public boolean isClean() {
        return equals(NONE);
    }
}
