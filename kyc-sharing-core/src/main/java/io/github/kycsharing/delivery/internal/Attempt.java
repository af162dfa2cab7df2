package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.DocumentedCode;
import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.answer.RetryAdvice;
import io.github.kycsharing.answer.internal.AnswerReader;
import io.github.kycsharing.answer.internal.Reading;
import io.github.kycsharing.transport.ExchangeTransport;
import io.github.kycsharing.transport.TransportAnswer;
import io.github.kycsharing.transport.TransportException;
import io.github.kycsharing.transport.TransportRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends a signed request once and sorts what comes back. */
final class Attempt {
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final ExchangeTransport transport;
    private final AnswerReader reader = new AnswerReader();

    Attempt(ExchangeTransport transport) {
        this.transport = transport;
    }

    AttemptOutcome make(SignedRequest request, Duration timeout, boolean freshConnection) {
        TransportAnswer received;
        try {
            received = transport.send(
                    new TransportRequest(request.uri(), request.headers(), request.body(), timeout, freshConnection));
        } catch (TransportException e) {
            TransportException cause = withoutSuppressed(e);
            return e.nothingSent()
                    ? new AttemptOutcome.NotConnected(cause)
                    : new AttemptOutcome.NoAnswer("no answer (" + e.getMessage() + ")", null, Optional.empty(), cause);
        } catch (RuntimeException e) {
            // A transport of the application's own that fails like this leaves open whether it had sent the request.
            String seen = "no answer (" + e.getClass().getSimpleName() + ")";
            return new AttemptOutcome.NoAnswer(seen, null, Optional.empty(), null);
        }
        Reading reading = reader.read(received);
        if (!(reading instanceof Reading.Answered answered)) {
            return sort(((Reading.Unreadable) reading).reason(), received);
        }
        List<String> contradictions = request.identity().contradictedBy(answered.answer());
        return contradictions.isEmpty()
                ? sort(answered.answer(), received)
                : new AttemptOutcome.Mismatched(received.status(), contradictions);
    }

    /** An exception may be given others, with messages, after it was made. */
    private static TransportException withoutSuppressed(TransportException e) {
        Throwable cause = e.getCause();
        return e.getSuppressed().length == 0 || cause == null ? e : new TransportException(e.nothingSent(), cause);
    }

    private static AttemptOutcome sort(ExchangeAnswer answer, TransportAnswer received) {
        if (answer.code().isSuccess()) {
            return new AttemptOutcome.Accepted(answer);
        }
        Optional<DocumentedCode> documented = answer.code().documented();
        if (documented.isEmpty()) {
            // With a status that says "not now", a code nobody documents is no verdict on the record.
            return isPassing(received.status())
                    ? new AttemptOutcome.NoAnswer(
                            "HTTP " + received.status() + " with an undocumented code",
                            answer,
                            received.retryAfter(),
                            null)
                    : new AttemptOutcome.Rejected(answer);
        }
        if (documented.get() == DocumentedCode.DUPLICATE_REQUEST) {
            return new AttemptOutcome.Duplicate(answer);
        }
        return documented.get().retryAdvice() == RetryAdvice.NO
                ? new AttemptOutcome.Rejected(answer)
                : new AttemptOutcome.SystemError(answer, received.retryAfter());
    }

    private static AttemptOutcome sort(String reason, TransportAnswer received) {
        if (received.status() == FORBIDDEN) {
            return new AttemptOutcome.AccessDenied();
        }
        String seen = "HTTP " + received.status() + " with " + reason;
        return isPassing(received.status())
                ? new AttemptOutcome.NoAnswer(seen, null, received.retryAfter(), null)
                : new AttemptOutcome.Unreadable(seen);
    }

    private static boolean isPassing(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
    }
}
