package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
    private final CallLimits limits;
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
     * @param limits limits on concurrent attempts and on their rate
     * @param clock clock for the start of attempts and for the dates of {@code Retry-After}
     */
    public RequestExecutor(
            Preparation preparation,
            ExchangeTransport transport,
            Duration attemptTimeout,
            CallLimits limits,
            Clock clock) {
        this.preparation = preparation;
        this.transport = transport;
        this.attemptTimeout = attemptTimeout;
        this.limits = limits;
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
            @Nullable Consumer<UserInfo> beforeSend,
            Function<Operation, URI> uri) {}

    /**
     * One call.
     *
     * @param options delivery options, complete
     * @param deadline deadline of the call, preparation included
     * @param guard runs the application's own code
     * @param observation observes the attempts
     */
    public record Call(DeliveryOptions options, Deadline deadline, Guard guard, CallObservation observation) {}

    /**
     * Shares a request.
     *
     * @param given the request; the client's defaults complete it
     * @param resuming whether another process may have sent it before
     * @param call the call
     * @return the result
     * @throws KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    public ShareResult share(ShareKycRequest given, boolean resuming, Call call) {
        ShareKycRequest request = preparation.defaults.complete(given);
        String requestNo = Objects.requireNonNull(request.requestNo());
        FailureContext notAttempted =
                FailureContext.notAttempted(resuming ? Operation.RESUME : Operation.SHARE, requestNo);
        requireValid(preparation.validator.validate(request), notAttempted);
        UserInfo customer =
                Objects.requireNonNull(Objects.requireNonNull(request.kycInfo()).userInfo());
        byte[] body = preparation.requestJson.apply(request);
        Map<String, String> headers = sign(body, preparation.beforeSend == null ? null : customer, call, notAttempted);
        RequestIdentity identity = new RequestIdentity(requestNo, request.bizEntityKey(), customer.entityCustomerId());
        Operation operation = resuming ? Operation.RESUME : Operation.SHARE;
        return deliver(
                new SignedRequest(operation, requestNo, preparation.uri.apply(operation), headers, body, identity),
                new SubmissionTracker(requestNo, resuming),
                call);
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

    private static void requireValid(List<KycViolation> violations, FailureContext notAttempted) {
        if (!violations.isEmpty()) {
            throw new KycValidationException(notAttempted, violations);
        }
    }

    /** Signs the body, and runs the hook of a submission that has a customer for it. */
    private Map<String, String> sign(byte[] body, @Nullable UserInfo customer, Call call, FailureContext notAttempted) {
        // One thread switch for both, and none if neither can block.
        Guard guard = preparation.signer.mayBlock() || customer != null ? call.guard : Guard.INLINE;
        Deadline deadline = call.deadline;
        String signature = guard.run(
                () -> {
                    String signed = signature(body, deadline, notAttempted);
                    if (customer != null) {
                        beforeSend(customer, deadline, notAttempted);
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

    private void beforeSend(UserInfo customer, Deadline deadline, FailureContext notAttempted) {
        if (deadline.isOver()) {
            // Nothing will be sent, so the hook must not run.
            throw Guard.tooLate(notAttempted);
        }
        try {
            Objects.requireNonNull(preparation.beforeSend).accept(customer);
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
            if (deadline.isGivenUp()) {
                throw tooLate(tracker);
            }
            tracker.onAttemptStarted(clock.instant());
            deadline.onAttemptStarted(tracker);
            Duration timeout = Backoff.longer(MIN_ATTEMPT, Backoff.shorter(attemptTimeout, deadline.left()));
            AttemptObservation observed = call.observation.onAttemptStarted(request.requestNo(), tracker.attempts());
            AttemptOutcome outcome =
                    tracker.classify(send(request.with(observed.headers()), timeout, tracker.needsFreshConnection()));
            observed.onCompleted(outcome.report());
            return outcome;
        } finally {
            limits.release();
        }
    }

    private AttemptOutcome send(SignedRequest request, Duration timeout, boolean freshConnection) {
        TransportResponse received;
        try {
            received = transport.send(
                    new TransportRequest(request.uri(), request.headers(), request.body(), timeout, freshConnection));
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
            acquired = limits.acquire(deadline.left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(tracker);
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
