package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the attempts of one write without requestNo. The exchange does not recognize a repeated write, so only an attempt that
 * sent nothing is retried, and at most one attempt is sent.
 *
 * <pre>
 * ACCEPTED            result
 * DUPLICATE           rejected
 * REJECTED            rejected
 * ACCESS_DENIED       access denied
 * SYSTEM_ERROR        outcome unknown
 * NO_RESPONSE         outcome unknown
 * UNREADABLE          outcome unknown
 * NOT_CONNECTED       retry
 * no attempt left     not sent
 * </pre>
 *
 * @param <R> the result of the call
 */
final class WriteTracker<R> extends AttemptTracker<R> {
    private final Function<ExchangeResponse, Optional<R>> reader;
    private Evidence evidence = Evidence.NONE;

    /** Creates a tracker; the reader's result is empty for a response without the data that the call needs. */
    WriteTracker(Operation operation, String id, Function<ExchangeResponse, Optional<R>> reader) {
        super(operation, id);
        this.reader = reader;
    }

    /** A success without the data that the call needs is unreadable. */
    @Override
    AttemptOutcome classify(AttemptOutcome outcome) {
        return outcome.readableBy(reader);
    }

    @Override
    Optional<R> apply(AttemptOutcome outcome) {
        record(outcome);
        return switch (outcome.kind()) {
            case ACCEPTED -> reader.apply(outcome.requireResponse());
            case DUPLICATE, REJECTED -> throw new KycRejectedException(context(null));
            case ACCESS_DENIED -> throw new KycAccessDeniedException(context(null));
            case SYSTEM_ERROR, NO_RESPONSE, UNREADABLE -> {
                evidence = outcome.kind() == AttemptKind.SYSTEM_ERROR
                        ? Evidence.SYSTEM_ERROR_POSSIBLE
                        : Evidence.MAY_HAVE_ARRIVED;
                throw new KycOutcomeUnknownException(
                        context(null), firstAttemptAt(), lastAttemptAt(), lastSeen(), lastCause());
            }
            case NOT_CONNECTED -> Optional.empty();
        };
    }

    @Override
    Evidence evidence() {
        return evidence;
    }

    @Override
    KycSharingException onExhausted(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        return new KycNotSentException(reason, "not sent, " + why, context(retryAfter), lastCause());
    }
}
