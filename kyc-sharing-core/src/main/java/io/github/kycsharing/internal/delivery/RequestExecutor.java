package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.ExchangeTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a signed request until its outcome is known, or the attempts or the time are used up. Every attempt sends the same
 * bytes under the same requestNo.
 */
public final class RequestExecutor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RequestExecutor.class);

    // Zero would mean no limit to a transport.
    private static final Duration MIN_ATTEMPT = Duration.ofMillis(1);

    private final ExchangeTransport transport;
    private final Attempt attempt;
    private final Duration attemptTimeout;
    private final Clock clock;
    private final Backoff backoff;
    private final CallLimits limits;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Makes a deliverer.
     *
     * @param transport makes the calls
     * @param attemptTimeout how long one of them may take
     * @param limits how much may be under way
     * @param clock tells when attempts begin, and what Retry-After's dates are relative to
     */
    public RequestExecutor(ExchangeTransport transport, Duration attemptTimeout, CallLimits limits, Clock clock) {
        this.transport = transport;
        this.attempt = new Attempt(transport);
        this.attemptTimeout = attemptTimeout;
        this.limits = limits;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    /**
     * Delivers a request.
     *
     * @param request what to send
     * @param options how hard to try, complete
     * @param deadline when its time is up, which began before it was prepared
     * @param resuming whether another process may have sent it before
     * @param observation is told of the attempts
     * @return what came of it
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    public ShareResult deliver(
            SignedRequest request,
            DeliveryOptions options,
            Deadline deadline,
            boolean resuming,
            CallObservation observation) {
        return run(request, options, deadline, new SubmissionTracker(request.requestNo(), resuming), observation);
    }

    /**
     * Asks a question, which changes nothing at the exchange and may be repeated at will.
     *
     * @param request what to send; its number is an id for logs only
     * @param options how hard to try, complete
     * @param deadline when its time is up, which began before it was prepared
     * @param observation is told of the attempts
     * @return a response of success, its data an object or absent
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or not answered
     */
    public ExchangeResponse ask(
            SignedRequest request, DeliveryOptions options, Deadline deadline, CallObservation observation) {
        return run(request, options, deadline, new QueryTracker(request.requestNo()), observation);
    }

    private <R> R run(
            SignedRequest request,
            DeliveryOptions options,
            Deadline deadline,
            AttemptTracker<R> history,
            CallObservation observation) {
        requireGoingOn(history);
        if (!deadline.startSending()) {
            throw tooLate(history);
        }
        while (true) {
            AttemptOutcome outcome = attempt(request, history, deadline, observation);
            if (log.isDebugEnabled()) {
                log.debug(
                        "{}, attempt {}: {}",
                        history.facts(null).name(),
                        history.attempts(),
                        outcome.getClass().getSimpleName());
            }
            Optional<R> result = outcome.applyTo(history);
            if (result.isPresent()) {
                return result.get();
            }
            waitForNext(history, options, deadline, backoff.asked(outcome.retryAfter()));
        }
    }

    /**
     * Waits, for no longer than until this is closed.
     *
     * @param time how long
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void pause(Duration time) throws InterruptedException {
        closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private AttemptOutcome attempt(
            SignedRequest request, AttemptTracker<?> history, Deadline deadline, CallObservation observation) {
        acquirePermit(history, deadline);
        try {
            requireGoingOn(history);
            if (deadline.isGivenUp()) {
                throw tooLate(history);
            }
            history.onAttemptStarted(clock.instant());
            deadline.onAttemptStarted(history);
            Duration timeout = longer(MIN_ATTEMPT, shorter(attemptTimeout, deadline.left()));
            AttemptObservation observed = observation.onAttemptStarted(request.requestNo(), history.attempts());
            AttemptOutcome outcome = history.classify(
                    attempt.make(request.with(observed.headers()), timeout, history.needsFreshConnection()));
            observed.onCompleted(outcome.report());
            return outcome;
        } finally {
            limits.release();
        }
    }

    private void acquirePermit(AttemptTracker<?> history, Deadline deadline) {
        boolean acquired;
        try {
            acquired = limits.acquire(deadline.left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(history);
        }
        if (!acquired) {
            throw history.onExhausted(Reason.RATE_LIMITED, "the limit on requests left no room in time", null);
        }
    }

    private static KycSharingException tooLate(AttemptTracker<?> history) {
        return history.onExhausted(Reason.DEADLINE_EXCEEDED, "the time was up before it could be sent", null);
    }

    private static KycSharingException interrupted(AttemptTracker<?> history) {
        return history.onExhausted(Reason.INTERRUPTED, "the calling thread was interrupted", null);
    }

    private void requireGoingOn(AttemptTracker<?> history) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(history);
        }
        if (isClosed()) {
            throw history.onExhausted(Reason.CLOSED, "the client is closed", null);
        }
    }

    private void waitForNext(
            AttemptTracker<?> history, DeliveryOptions options, Deadline deadline, Optional<Duration> asked) {
        requireGoingOn(history);
        Duration wait = longer(Backoff.jittered(options, history.attempts()), asked.orElse(Duration.ZERO));
        if (history.attempts() >= Objects.requireNonNull(options.maxAttempts()) || !deadline.leavesRoomFor(wait)) {
            throw history.onExhausted(Reason.NO_CONNECTION, "the exchange could not be reached", asked.orElse(null));
        }
        try {
            if (closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                requireGoingOn(history);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(history);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Whether it sends nothing any more.
     *
     * @return true once it is closed
     */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends the calls under way; none is tried again. */
    @Override
    public void close() {
        closed.countDown();
        transport.close();
    }
}
