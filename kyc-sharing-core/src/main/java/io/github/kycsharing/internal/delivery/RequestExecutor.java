package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestLimiter;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline of a request: complete → validate → serialise → sign, once; then send → read → classify, for each attempt, until
 * the outcome is known or the attempts or the time are used up. Every attempt sends the same bytes under the same requestNo.
 */
public final class RequestExecutor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RequestExecutor.class);

    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final String USER_AGENT = "kyc-sharing/" + version();

    // Zero would mean no limit to a transport.
    private static final Duration MIN_ATTEMPT = Duration.ofMillis(1);

    private final Preparation preparation;
    private final ExchangeTransport transport;
    private final Duration attemptTimeout;
    private final RequestLimiter limiter;
    private final Clock clock;
    private final Backoff backoff;
    private final ResponseReader reader = new ResponseReader();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Creates an executor.
     *
     * @param preparation the steps before the first attempt
     * @param transport sends the requests
     * @param attemptTimeout timeout of one attempt
     * @param limiter gives a permit for each attempt
     * @param clock clock for the start of attempts and for the dates of {@code Retry-After}
     */
    public RequestExecutor(
            Preparation preparation,
            ExchangeTransport transport,
            Duration attemptTimeout,
            RequestLimiter limiter,
            Clock clock) {
        this.preparation = preparation;
        this.transport = transport;
        this.attemptTimeout = attemptTimeout;
        this.limiter = limiter;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    /**
     * Steps before the first attempt.
     *
     * @param defaults completes requests and queries
     * @param validator validates requests and queries
     * @param requestJson serialises a request
     * @param callJson serialises the request of any other call
     * @param signer signs the bytes
     * @param beforeSend the application's hook before a submission, null for none
     * @param uri the URI of an operation
     */
    public record Preparation(
            RequestDefaults defaults,
            KycValidator validator,
            Function<ShareKycRequest, byte[]> requestJson,
            Function<Record, byte[]> callJson,
            RequestSigner signer,
            @Nullable Consumer<PreparedRequest> beforeSend,
            Function<Operation, URI> uri) {}

    /**
     * One call.
     *
     * @param options delivery options, complete
     * @param deadline deadline of the call, preparation included
     * @param guard runs the application's own code
     * @param observation observes the attempts
     * @param sendUntil when the last attempt may write its first byte, by the client's clock; null for no limit beside the deadline
     */
    public record Call(
            DeliveryOptions options,
            Deadline deadline,
            Guard guard,
            CallObservation observation,
            @Nullable Instant sendUntil) {}

    /**
     * Completes, validates and serialises a request.
     *
     * @param given the request; the client's defaults complete it
     * @param operation the operation of the call, for its exception
     * @param evidence what earlier attempts prove, for its exception
     * @return the request with its bytes
     * @throws KycValidationException if it breaks rules
     */
    public PreparedRequest prepare(ShareKycRequest given, Operation operation, Evidence evidence) {
        ShareKycRequest request = preparation.defaults.complete(given);
        String requestNo = Objects.requireNonNull(request.requestNo());
        requireValid(
                preparation.validator.validate(request), FailureContext.notAttempted(operation, requestNo, evidence));
        CustomerIds customer = CustomerIds.of(
                Objects.requireNonNull(Objects.requireNonNull(request.kycInfo()).userInfo()));
        return RequestBytes.serialised(
                requestNo,
                Objects.requireNonNull(request.bizEntityKey()),
                customer,
                preparation.requestJson.apply(request));
    }

    /**
     * Restores a request from its stored bytes.
     *
     * @param requestNo the number of the request
     * @param customer the customer of the record
     * @param bytes the bytes of a prepared request
     * @return the request
     * @throws IllegalArgumentException if the bytes are of another request, customer or access entity
     */
    public PreparedRequest restore(String requestNo, CustomerIds customer, byte[] bytes) {
        return RequestBytes.restored(requestNo, preparation.defaults.bizEntityKey(), customer, bytes);
    }

    /**
     * Signs and sends the bytes of a request.
     *
     * @param prepared the request, of this client
     * @param operation the operation of the call
     * @param evidence what earlier attempts prove
     * @param call the call
     * @return the result
     * @throws IllegalArgumentException if the request is of another client
     * @throws KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    public ShareResult deliver(PreparedRequest prepared, Operation operation, Evidence evidence, Call call) {
        RequestBytes request = own(prepared);
        String requestNo = request.requestNo();
        Map<String, String> headers = sign(
                request.body(),
                preparation.beforeSend == null ? null : request,
                call,
                FailureContext.notAttempted(operation, requestNo, evidence));
        RequestIdentity identity = new RequestIdentity(
                requestNo, request.bizEntityKey(), request.customer().entityCustomerId());
        return deliver(
                new SignedRequest(
                        operation, requestNo, preparation.uri.apply(operation), headers, request.body(), identity),
                new SubmissionTracker(operation, requestNo, evidence),
                call);
    }

    /** Checks a request whose bytes may come from elsewhere. */
    private RequestBytes own(PreparedRequest prepared) {
        return prepared instanceof RequestBytes request
                        && request.bizEntityKey().equals(preparation.defaults.bizEntityKey())
                ? request
                : RequestBytes.restored(
                        prepared.requestNo(),
                        preparation.defaults.bizEntityKey(),
                        prepared.customer(),
                        prepared.bytes());
    }

    /**
     * Executes a call other than sharing.
     *
     * @param definition the definition of the call
     * @param given the request; the client's defaults complete it
     * @param id the id of the call in logs, traces and exceptions; it is not sent
     * @param call the call
     * @param <Q> the request
     * @param <R> the result
     * @return the result
     * @throws KycSharingException if it was not sent or was rejected, or no response could be read
     */
    public <Q extends Record, R> R execute(ExchangeCall<Q, R> definition, Q given, String id, Call call) {
        Operation operation = definition.operation();
        Q request = definition.completion().apply(preparation.defaults, given);
        FailureContext notAttempted = FailureContext.notAttempted(operation, id);
        requireValid(preparation.validator.validate(request), notAttempted);
        byte[] body = preparation.callJson.apply(request);
        Map<String, String> headers = sign(body, null, call, notAttempted);
        RequestIdentity identity = definition.identity().apply(request);
        return deliver(
                new SignedRequest(operation, id, preparation.uri.apply(operation), headers, body, identity),
                definition.tracker(request, id),
                call);
    }

    /**
     * Validates a request without sending it.
     *
     * @param given the request; the client's defaults complete it
     * @return every violation
     */
    public List<KycViolation> validate(ShareKycRequest given) {
        return preparation.validator.validate(preparation.defaults.completeUnsent(given));
    }

    /**
     * Validates the complete request of another call without sending it.
     *
     * @param request the request
     * @return every violation
     */
    public List<KycViolation> validateCall(Record request) {
        return preparation.validator.validate(request);
    }

    private static void requireValid(List<KycViolation> violations, FailureContext notAttempted) {
        if (!violations.isEmpty()) {
            throw new KycValidationException(notAttempted, violations);
        }
    }

    /** Signs the body, and runs the hook if there is a request for it. */
    private Map<String, String> sign(
            byte[] body, @Nullable RequestBytes hooked, Call call, FailureContext notAttempted) {
        // One thread switch for both, and none if neither can block.
        Guard guard = preparation.signer.mayBlock() || hooked != null ? call.guard : Guard.INLINE;
        Deadline deadline = call.deadline;
        String signature = guard.run(
                () -> {
                    String signed = signature(body, deadline, notAttempted);
                    if (hooked != null) {
                        beforeSend(hooked, deadline, notAttempted);
                    }
                    return signed;
                },
                deadline,
                notAttempted);
        return Map.of(SIGNATURE, signature, "User-Agent", USER_AGENT, "Accept", "application/json");
    }

    private String signature(byte[] body, Deadline deadline, FailureContext notAttempted) {
        try {
            return preparation.signer.sign(body);
        } catch (RuntimeException e) {
            // The exception of a secret store may quote the secret, so it is not the cause.
            throw failure(Reason.SIGNING_FAILED, "the signer failed", e, deadline, notAttempted);
        }
    }

    private void beforeSend(RequestBytes request, Deadline deadline, FailureContext notAttempted) {
        if (deadline.isOver()) {
            // Nothing will be sent, so the hook must not run.
            throw Guard.tooLate(notAttempted);
        }
        try {
            Objects.requireNonNull(preparation.beforeSend).accept(request);
        } catch (RuntimeException e) {
            // Its message may contain personal data, so it is not the cause.
            throw failure(Reason.BEFORE_SEND_FAILED, "the beforeSend hook failed", e, deadline, notAttempted);
        }
    }

    /** After the deadline a failure most likely comes from the interrupt that ended the wait. */
    private static KycNotSentException failure(
            Reason reason, String what, RuntimeException failure, Deadline deadline, FailureContext notAttempted) {
        return deadline.isOver()
                ? Guard.tooLate(notAttempted)
                : new KycNotSentException(
                        reason,
                        "not sent, " + what + " with " + failure.getClass().getName(),
                        notAttempted,
                        null);
    }

    private <R> R deliver(SignedRequest request, AttemptTracker<R> tracker, Call call) {
        requireOpen(tracker);
        if (!call.deadline.startSending()) {
            throw tooLate(tracker);
        }
        while (true) {
            AttemptOutcome outcome = attempt(request, tracker, call);
            if (log.isDebugEnabled()) {
                log.debug("{}, attempt {}: {}", tracker.context(null).name(), tracker.attempts(), outcome.kind());
            }
            Optional<R> result = tracker.apply(outcome);
            if (result.isPresent()) {
                return result.get();
            }
            waitForNext(tracker, call, backoff.requested(outcome.retryAfter()));
        }
    }

    private AttemptOutcome attempt(SignedRequest request, AttemptTracker<?> tracker, Call call) {
        Deadline deadline = call.deadline;
        acquirePermit(tracker, deadline);
        try {
            requireOpen(tracker);
            if (mustNotSend(call)) {
                throw tooLate(tracker);
            }
            tracker.onAttemptStarted(clock.instant());
            deadline.onAttemptStarted(tracker);
            Duration timeout = Backoff.longer(MIN_ATTEMPT, Backoff.shorter(attemptTimeout, deadline.left()));
            AttemptObservation observed = call.observation.onAttemptStarted(request.requestNo(), tracker.attempts());
            AttemptOutcome outcome = tracker.classify(
                    send(request.with(observed.headers()), timeout, tracker.needsFreshConnection(), call));
            observed.onCompleted(outcome.report());
            return outcome;
        } finally {
            release();
        }
    }

    /** Whether the call must not write a first byte, because its caller has an outcome or its time to send is over. */
    private boolean mustNotSend(Call call) {
        return call.deadline.isGivenUp() || isPast(call.sendUntil);
    }

    private boolean isPast(@Nullable Instant sendUntil) {
        return sendUntil != null && clock.instant().isAfter(sendUntil);
    }

    private void release() {
        try {
            limiter.release();
        } catch (RuntimeException e) {
            // The attempt has its outcome already. Not the message: it comes from the application.
            log.warn(
                    "The request limiter failed to release a permit with {}",
                    e.getClass().getName());
        }
    }

    private AttemptOutcome send(SignedRequest request, Duration timeout, boolean freshConnection, Call call) {
        TransportResponse received;
        try {
            received = transport.send(new TransportRequest(
                    request.uri(),
                    request.headers(),
                    request.body(),
                    timeout,
                    freshConnection,
                    () -> !mustNotSend(call)));
        } catch (TransportException e) {
            return AttemptOutcome.of(e);
        } catch (RuntimeException e) {
            return AttemptOutcome.of(e);
        }
        Operation operation = request.operation();
        return AttemptOutcome.classify(reader.read(received, operation), received, operation, request.identity());
    }

    private void acquirePermit(AttemptTracker<?> tracker, Deadline deadline) {
        boolean acquired;
        try {
            acquired = limiter.acquire(deadline.left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(tracker);
        } catch (RuntimeException e) {
            // Its message comes from the application, so it is not the cause.
            throw tracker.onExhausted(
                    Reason.RATE_LIMITED,
                    "the request limiter failed with " + e.getClass().getName(),
                    null);
        }
        if (!acquired) {
            throw tracker.onExhausted(Reason.RATE_LIMITED, "the limit on requests left no room in time", null);
        }
    }

    private static KycSharingException tooLate(AttemptTracker<?> tracker) {
        return tracker.onExhausted(Reason.DEADLINE_EXCEEDED, "the time was up before it could be sent", null);
    }

    private static KycSharingException interrupted(AttemptTracker<?> tracker) {
        return tracker.onExhausted(Reason.INTERRUPTED, "the calling thread was interrupted", null);
    }

    private void requireOpen(AttemptTracker<?> tracker) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(tracker);
        }
        if (isClosed()) {
            throw tracker.onExhausted(Reason.CLOSED, "the client is closed", null);
        }
    }

    private void waitForNext(AttemptTracker<?> tracker, Call call, Optional<Duration> requested) {
        requireOpen(tracker);
        Duration wait =
                Backoff.longer(Backoff.jittered(call.options, tracker.attempts()), requested.orElse(Duration.ZERO));
        if (isPast(call.sendUntil)) {
            throw tooLate(tracker);
        }
        if (tracker.attempts() >= Objects.requireNonNull(call.options.maxAttempts())
                || !call.deadline.leavesRoomFor(wait)) {
            throw tracker.onExhausted(
                    Reason.NO_CONNECTION, "the exchange could not be reached", requested.orElse(null));
        }
        try {
            pause(wait);
            requireOpen(tracker);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(tracker);
        }
    }

    /**
     * Waits, or returns early if this executor is closed.
     *
     * @param time the time to wait
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void pause(Duration time) throws InterruptedException {
        closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Whether this executor is closed, so that it sends nothing.
     *
     * @return true after {@link #close()}
     */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    private static String version() {
        String version = RequestExecutor.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Ends the calls in progress; none is retried. */
    @Override
    public void close() {
        closed.countDown();
        transport.close();
    }
}
