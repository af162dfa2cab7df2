package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.submissions.KycSubmissionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** HTTP statuses of an operation that is refused. Over JMX the exceptions themselves reach the caller. */
final class EndpointResponses {
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private EndpointResponses() {}

    /**
     * The body of a refusal.
     *
     * @param reason constant that a program can compare
     * @param message what was refused and what to do next, without personal data
     */
    record Refusal(String reason, String message) implements OperationResponseBody {}

    static WebEndpointResponse<?> of(Supplier<?> operation) {
        try {
            return new WebEndpointResponse<>(operation.get());
        } catch (KycSubmissionException e) {
            return refusal(status(e.reason()), e.reason().name(), e.getMessage());
        } catch (KycValidationException e) {
            return refusal(UNPROCESSABLE, "RECORD_NOT_VALID", e.getMessage());
        } catch (IllegalArgumentException e) {
            return refusal(WebEndpointResponse.STATUS_BAD_REQUEST, "BAD_REQUEST", e.getMessage());
        } catch (DataAccessResourceFailureException | CannotCreateTransactionException e) {
            return refusal(
                    WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE,
                    "DATABASE_NOT_AVAILABLE",
                    "The database is not available: "
                            + e.getMostSpecificCause().getClass().getSimpleName());
        }
    }

    private static int status(KycSubmissionException.Reason reason) {
        return switch (reason) {
            case CLIENT_NOT_FOUND, SUBMISSION_NOT_FOUND, INFORMATION_REQUEST_NOT_FOUND, BACKFILL_NOT_FOUND ->
                WebEndpointResponse.STATUS_NOT_FOUND;
            case KEY_MISSING -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE; // another instance has the key
            case CONTENT_CONFLICT, VERSION_CONFLICT, STATE_NOT_ALLOWED, BODY_ERASED -> CONFLICT;
            case READ_ONLY_TRANSACTION,
                    FOREIGN_TRANSACTION,
                    TRANSACTION_NOT_ALLOWED,
                    NON_BLOCKING_THREAD,
                    INTERRUPTED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
        };
    }

    private static WebEndpointResponse<Refusal> refusal(int status, String reason, @Nullable String message) {
        return new WebEndpointResponse<>(new Refusal(reason, String.valueOf(message)), status);
    }
}
