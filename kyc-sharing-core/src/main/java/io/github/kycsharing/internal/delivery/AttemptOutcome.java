package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.internal.response.ParsedResponse;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptKind;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of one attempt.
 *
 * @param kind what the attempt proves
 * @param description text that describes the outcome and quotes neither the request nor the response; null if the response does
 * @param response the exchange's response to this request, if one could be read
 * @param mismatch the fields by which the response belongs to another request; empty unless the kind is
 *     {@link AttemptKind#UNREADABLE}
 * @param retryAfter the header {@code Retry-After} of a response that may be temporary
 * @param cause the transport's failure
 */
record AttemptOutcome(
        AttemptKind kind,
        @Nullable String description,
        @Nullable ExchangeResponse response,
        List<String> mismatch,
        Optional<String> retryAfter,
        @Nullable Throwable cause) {
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    /** Classifies a response by its code, and by the HTTP status where there is no documented code. */
    static AttemptOutcome classify(
            ParsedResponse parsed, TransportResponse received, Operation operation, RequestIdentity identity) {
        if (!(parsed instanceof ParsedResponse.Parsed readable)) {
            return unreadable(((ParsedResponse.Unreadable) parsed).reason(), received);
        }
        ExchangeResponse response = readable.response();
        List<String> mismatch = identity.contradictedBy(response);
        if (!mismatch.isEmpty()) {
            String reason = "HTTP " + received.status() + " with a response to another request, another "
                    + String.join(", ", mismatch);
            return new AttemptOutcome(AttemptKind.UNREADABLE, reason, null, mismatch, Optional.empty(), null);
        }
        if (operation.isSuccess(response.code())) {
            return of(AttemptKind.ACCEPTED, response, Optional.empty());
        }
        Optional<DocumentedCode> documented = response.code().documented();
        if (documented.isEmpty()) {
            // With a temporary status, an undocumented code does not say whether the record was refused.
            return isTemporary(received.status())
                    ? new AttemptOutcome(
                            AttemptKind.NO_RESPONSE,
                            "HTTP " + received.status() + " with an undocumented code",
                            response,
                            List.of(),
                            received.retryAfter(),
                            null)
                    : of(AttemptKind.REJECTED, response, Optional.empty());
        }
        if (documented.get() == DocumentedCode.DUPLICATE_REQUEST) {
            return of(AttemptKind.DUPLICATE, response, Optional.empty());
        }
        return documented.get().isSystemError()
                ? of(AttemptKind.SYSTEM_ERROR, response, received.retryAfter())
                : of(AttemptKind.REJECTED, response, Optional.empty());
    }

    /** Classifies a response that is not the exchange's, by its HTTP status. */
    private static AttemptOutcome unreadable(String reason, TransportResponse received) {
        if (received.status() == FORBIDDEN) {
            return of(AttemptKind.ACCESS_DENIED, "HTTP 403: this IP address is not allow-listed", null);
        }
        String seen = "HTTP " + received.status() + " with " + reason;
        return isTemporary(received.status())
                ? new AttemptOutcome(AttemptKind.NO_RESPONSE, seen, null, List.of(), received.retryAfter(), null)
                : of(AttemptKind.UNREADABLE, seen, null);
    }

    private static boolean isTemporary(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
    }

    /** Classifies a failure of the transport. */
    static AttemptOutcome of(TransportException failure) {
        TransportException cause = withoutSuppressed(failure);
        return failure.nothingSent()
                ? of(AttemptKind.NOT_CONNECTED, "no connection", cause)
                : of(AttemptKind.NO_RESPONSE, "no response (" + failure.getMessage() + ")", cause);
    }

    /** Removes suppressed exceptions, which an application's transport can add, and whose messages may quote the request. */
    private static TransportException withoutSuppressed(TransportException e) {
        Throwable cause = e.getCause();
        return e.getSuppressed().length == 0 || cause == null ? e : new TransportException(e.nothingSent(), cause);
    }

    /** Classifies an unexpected exception of an application's transport: it may have sent the request. */
    static AttemptOutcome of(RuntimeException failure) {
        String reason = "no response (" + failure.getClass().getSimpleName() + ")";
        return of(AttemptKind.NO_RESPONSE, reason, null);
    }

    private static AttemptOutcome of(AttemptKind kind, String reason, @Nullable Throwable cause) {
        return new AttemptOutcome(kind, reason, null, List.of(), Optional.empty(), cause);
    }

    private static AttemptOutcome of(AttemptKind kind, ExchangeResponse response, Optional<String> retryAfter) {
        return new AttemptOutcome(kind, null, response, List.of(), retryAfter, null);
    }

    /** Reclassifies a success without the data that the call needs as unreadable. */
    AttemptOutcome readableBy(Function<ExchangeResponse, ? extends Optional<?>> reader) {
        if (kind != AttemptKind.ACCEPTED || reader.apply(requireResponse()).isPresent()) {
            return this;
        }
        return of(
                AttemptKind.UNREADABLE,
                "HTTP " + requireResponse().httpStatus() + " with a response without the data of this call",
                null);
    }

    /** Describes the outcome. Composed on demand: a call that succeeds does not need it. */
    String reason() {
        return description == null
                ? "the response " + requireResponse().code() + " (HTTP "
                        + requireResponse().httpStatus() + ")"
                : description;
    }

    boolean isMismatch() {
        return !mismatch.isEmpty();
    }

    ExchangeResponse requireResponse() {
        return Objects.requireNonNull(response);
    }

    /** Report for observers. */
    AttemptReport report() {
        return response == null
                ? new AttemptReport(kind, OptionalInt.empty(), Optional.empty())
                : new AttemptReport(kind, OptionalInt.of(response.httpStatus()), Optional.of(response.code()));
    }
}
