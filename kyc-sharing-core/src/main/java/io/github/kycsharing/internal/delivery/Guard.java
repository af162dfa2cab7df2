package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import java.util.function.Supplier;

/** Runs the application's own code (signer, hook) under the deadline of a call. */
public interface Guard {
    /** Runs the code on the current thread, for a call whose deadline another thread watches. */
    Guard INLINE = new Guard() {
        @Override
        public <T> T run(Supplier<T> code, Deadline deadline, FailureContext notAttempted) {
            return code.get();
        }
    };

    /**
     * Runs code.
     *
     * @param code the application's code
     * @param deadline the deadline of the call
     * @param notAttempted the context of the exception if the code does not return in time
     * @return the result of the code
     */
    <T> T run(Supplier<T> code, Deadline deadline, FailureContext notAttempted);

    /**
     * Creates the exception for a call that reached its deadline before it sent anything.
     *
     * @param notAttempted the context of the call
     * @return the exception
     */
    static KycNotSentException tooLate(FailureContext notAttempted) {
        return new KycNotSentException(
                Reason.DEADLINE_EXCEEDED, "not sent, the time was up before it could be sent", notAttempted, null);
    }
}
