package io.github.kycsharing.samples;

import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.validation.KycViolation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Reports failed calls as problem details. The messages come from the library and contain no value of the record. */
@RestControllerAdvice
class KycProblems {
    private static final Logger log = LoggerFactory.getLogger(KycProblems.class);

    @ExceptionHandler
    ProblemDetail unknownClient(KycController.UnknownClientException e) {
        return problem(HttpStatus.NOT_FOUND, "Unknown client", e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unknownSubmission(SubmissionController.UnknownSubmissionException e) {
        return problem(HttpStatus.NOT_FOUND, "Unknown submission", e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail refused(KycSubmissionException e) {
        ProblemDetail problem = problem(statusOf(e.reason()), "Submission refused", e.getMessage());
        problem.setProperty("reason", e.reason());
        e.submissionId().ifPresent(id -> problem.setProperty("id", id));
        e.requestNo().ifPresent(requestNo -> problem.setProperty("requestNo", requestNo));
        return problem;
    }

    private static HttpStatus statusOf(KycSubmissionException.Reason reason) {
        return switch (reason) {
            case CLIENT_NOT_FOUND, SUBMISSION_NOT_FOUND, INFORMATION_REQUEST_NOT_FOUND, BACKFILL_NOT_FOUND ->
                HttpStatus.NOT_FOUND;
            case CONTENT_CONFLICT, VERSION_CONFLICT, STATE_NOT_ALLOWED, BODY_ERASED -> HttpStatus.CONFLICT;
            case KEY_MISSING -> HttpStatus.SERVICE_UNAVAILABLE;
            case READ_ONLY_TRANSACTION,
                    FOREIGN_TRANSACTION,
                    TRANSACTION_NOT_ALLOWED,
                    NON_BLOCKING_THREAD,
                    INTERRUPTED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    /** The driver's words can quote the customer, so they are neither shown nor logged. */
    @ExceptionHandler
    ProblemDetail notStored(DataAccessException e) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE, "Not stored", "The database did not store it. Repeat the request.");
    }

    @ExceptionHandler
    ProblemDetail notReadable(KycJsonException e) {
        return e.violations().isEmpty()
                ? problem(HttpStatus.BAD_REQUEST, "Not a KYC record", e.getMessage())
                : invalid(e.violations());
    }

    @ExceptionHandler
    ProblemDetail invalid(KycValidationException e) {
        ProblemDetail problem = invalid(e.violations());
        problem.setProperty("requestNo", e.requestNo());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(KycRejectedException e) {
        ProblemDetail problem = problem(HttpStatus.BAD_GATEWAY, "Rejected by the exchange", e);
        problem.setProperty("code", e.code().map(ExchangeCode::value).orElse(null));
        problem.setProperty("name", e.code().map(ExchangeCode::name).orElse(null));
        return response(problem, e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outcomeUnknown(KycOutcomeUnknownException e) {
        ProblemDetail problem = problem(HttpStatus.GATEWAY_TIMEOUT, "Outcome unknown", e);
        problem.setProperty("attempts", e.attempts());
        problem.setProperty("lastSeen", e.lastSeen());
        return response(problem, e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSent(KycNotSentException e) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "Not sent to the exchange", e);
        problem.setProperty("reason", e.reason());
        return response(problem, e);
    }

    private static ProblemDetail invalid(List<KycViolation> violations) {
        ProblemDetail problem = problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "Invalid KYC record", "Nothing was sent: the record breaks rules");
        problem.setProperty("violations", violations);
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String title, KycSharingException e) {
        log.warn("{}", e.getMessage());
        ProblemDetail problem = problem(status, title, e.getMessage());
        problem.setProperty("requestNo", e.requestNo());
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    private static ResponseEntity<ProblemDetail> response(ProblemDetail problem, KycSharingException e) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.getStatus());
        e.retryAfter()
                .ifPresent(wait -> response.header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(wait.plusMillis(999).toSeconds())));
        return response.body(problem);
    }
}
