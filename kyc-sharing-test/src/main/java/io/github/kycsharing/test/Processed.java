package io.github.kycsharing.test;

import io.github.kycsharing.test.ReceivedRequest.Effect;

/** The effect of a request at the exchange, and the response to it. */
record Processed(Effect effect, SimulatedResponse response) {
    /** No effect and no response. */
    static final Processed NONE = new Processed(Effect.NONE, SimulatedResponse.NONE);

    static Processed rejected(int httpStatus, Rejection rejection) {
        return new Processed(
                Effect.REJECTED, SimulatedResponse.error(httpStatus, rejection.code(), rejection.detail()));
    }
}
