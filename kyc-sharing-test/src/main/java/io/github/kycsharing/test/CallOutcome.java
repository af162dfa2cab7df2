package io.github.kycsharing.test;

import io.github.kycsharing.test.ReceivedRequest.Effect;

/** The effect of a request at the exchange, and the response to it. */
record CallOutcome(Effect effect, SimulatedResponse response) {
    /** No effect and no response. */
    static final CallOutcome NONE = new CallOutcome(Effect.NONE, SimulatedResponse.NONE);

    static CallOutcome rejected(int httpStatus, Rejection rejection) {
        return new CallOutcome(
                Effect.REJECTED, SimulatedResponse.error(httpStatus, rejection.code(), rejection.detail()));
    }
}
