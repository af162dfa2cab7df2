package io.github.kycsharing;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Polls a customer's status until it is final: on the caller's thread, or without a thread between the queries. */
final class StatusPoller implements AutoCloseable {
    /** Polling of a client that brings neither delivery options nor timers, such as an application's fake. */
    @SuppressWarnings("FutureReturnValueIgnored") // the delayed executor's task completes the poll
    static final StatusPoller STANDALONE = new StatusPoller(
            DeliveryOptions.DEFAULTS,
            time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
            // Not on the process-wide timer's thread, on which an application's executor may run a whole call.
            (interval, task) -> CompletableFuture.delayedExecutor(interval.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(task),
            UnaryOperator.identity());

    private final DeliveryOptions defaults;
    private final Pause pause;
    private final Timer timer;
    private final UnaryOperator<Runnable> contextPropagation;
    private final Set<AsyncStatusPoll> polls = ConcurrentHashMap.newKeySet();

    StatusPoller(DeliveryOptions defaults, Pause pause, Timer timer, UnaryOperator<Runnable> contextPropagation) {
        this.defaults = defaults;
        this.pause = pause;
        this.timer = timer;
        this.contextPropagation = contextPropagation;
    }

    /** Blocks for the time between two queries. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Runs a task after the time between two queries. */
    @FunctionalInterface
    interface Timer {
        void after(Duration interval, Runnable task);
    }

    AwaitedStatus await(KycSharingClient client, KycStatusQuery query, AwaitOptions options) {
        PollSchedule schedule = new PollSchedule(options, defaults);
        while (true) {
            try {
                if (schedule.record(client.checkStatus(query, schedule.nextQuery()))) {
                    return schedule.result();
                }
            } catch (KycSharingException e) {
                if (!schedule.isTransient(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            Optional<Duration> interval = schedule.interval();
            if (interval.isEmpty()) {
                return schedule.result();
            }
            pauseFor(interval.get());
        }
    }

    private void pauseFor(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KycNotSentException(
                    Reason.INTERRUPTED,
                    "not queried again, the calling thread was interrupted",
                    FailureContext.notAttempted(
                            Operation.CHECK_STATUS, UUID.randomUUID().toString()),
                    null);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the removal cannot fail
    CompletableFuture<AwaitedStatus> awaitAsync(KycSharingClient client, KycStatusQuery query, AwaitOptions options) {
        AsyncStatusPoll poll =
                new AsyncStatusPoll(client, query, new PollSchedule(options, defaults), contextPropagation, timer);
        polls.add(poll);
        poll.whenComplete((status, failure) -> polls.remove(poll));
        return poll.start();
    }

    /** Makes waiting polls query at once, so that they end with the exception of a closed client. */
    @Override
    public void close() {
        polls.forEach(AsyncStatusPoll::pollNow);
    }
}
