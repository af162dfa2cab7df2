package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.internal.response.ParsedResponse;
import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.RetryAdvice;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends a signed request once and sorts what comes back. */
final class Attempt {
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final ExchangeTransport transport;
    private final ResponseReader reader = new ResponseReader();

    Attempt(ExchangeTransport transport) {
        this.transport = transport;
    }

    AttemptOutcome make(SignedRequest request, Duration timeout, boolean freshConnection) {
        TransportResponse received;
        try {
            received = transport.send(
                    new TransportRequest(request.uri(), request.headers(), request.body(), timeout, freshConnection));
        } catch (TransportException e) {
            TransportException cause = withoutSuppressed(e);
            return e.nothingSent()
                    ? new AttemptOutcome.NotConnected(cause)
                    : new AttemptOutcome.NoResponse(
                            "no response (" + e.getMessage() + ")", null, Optional.empty(), cause);
        } catch (RuntimeException e) {
            // A transport of the application's own that fails like this leaves open whether it had sent the request.
            String seen = "no response (" + e.getClass().getSimpleName() + ")";
            return new AttemptOutcome.NoResponse(seen, null, Optional.empty(), null);
        }
        ParsedResponse reading = reader.read(received);
        if (!(reading instanceof ParsedResponse.Answered answered)) {
            return sort(((ParsedResponse.Unreadable) reading).reason(), received);
        }
        List<String> contradictions = request.identity().contradictedBy(answered.response());
        return contradictions.isEmpty()
                ? sort(answered.response(), received)
                : new AttemptOutcome.Mismatched(received.status(), contradictions);
    }

    /** An exception may be given others, with messages, after it was made. */
    private static TransportException withoutSuppressed(TransportException e) {
        Throwable cause = e.getCause();
        return e.getSuppressed().length == 0 || cause == null ? e : new TransportException(e.nothingSent(), cause);
    }

    private static AttemptOutcome sort(ExchangeResponse response, TransportResponse received) {
        if (response.code().isSuccess()) {
            return new AttemptOutcome.Accepted(response);
        }
        Optional<DocumentedCode> documented = response.code().documented();
        if (documented.isEmpty()) {
            // With a status that says "not now", a code nobody documents is no verdict on the record.
            return isPassing(received.status())
                    ? new AttemptOutcome.NoResponse(
                            "HTTP " + received.status() + " with an undocumented code",
                            response,
                            received.retryAfter(),
                            null)
                    : new AttemptOutcome.Rejected(response);
        }
        if (documented.get() == DocumentedCode.DUPLICATE_REQUEST) {
            return new AttemptOutcome.Duplicate(response);
        }
        return documented.get().retryAdvice() == RetryAdvice.NO
                ? new AttemptOutcome.Rejected(response)
                : new AttemptOutcome.SystemError(response, received.retryAfter());
    }

    private static AttemptOutcome sort(String reason, TransportResponse received) {
        if (received.status() == FORBIDDEN) {
            return new AttemptOutcome.AccessDenied();
        }
        String seen = "HTTP " + received.status() + " with " + reason;
        return isPassing(received.status())
                ? new AttemptOutcome.NoResponse(seen, null, received.retryAfter(), null)
                : new AttemptOutcome.Unreadable(seen);
    }

    private static boolean isPassing(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
    }
}
