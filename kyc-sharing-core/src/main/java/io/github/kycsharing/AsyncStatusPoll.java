package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Polls a customer's status asynchronously. It holds no thread between the queries, so an application can poll thousands of
 * customers at once.
 */
final class AsyncStatusPoll extends CompletableFuture<AwaitedStatus> {
    private final KycSharingClient client;
    private final KycStatusQuery query;
    private final PollSchedule schedule;
    private final Runnable poll;
    private final StatusPoller.Timer timers;
    private volatile CompletableFuture<?> call = CompletableFuture.completedFuture(null);
    private volatile boolean polledNow;
    private volatile CompletableFuture<@Nullable Void> timer = CompletableFuture.completedFuture(null);

    AsyncStatusPoll(
            KycSharingClient client,
            KycStatusQuery query,
            PollSchedule schedule,
            UnaryOperator<Runnable> contextPropagation,
            StatusPoller.Timer timers) {
        this.client = client;
        this.query = query;
        this.schedule = schedule;
        this.timers = timers;
        // Wrapped on the caller's thread; later queries start on threads without the caller's context.
        this.poll = contextPropagation.apply(this::query);
    }

    AsyncStatusPoll start() {
        query();
        return this;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // this future has its outcome
    private void query() {
        if (isDone()) {
            return;
        }
        try {
            CompletableFuture<KycStatus> next = client.checkStatusAsync(query, schedule.nextQuery());
            call = next;
            cancelIfDone();
            next.whenComplete(this::onCompleted);
        } catch (RuntimeException | Error e) {
            // Only this future can report it.
            completeExceptionally(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // this future has its outcome
    private void onCompleted(@Nullable KycStatus status, @Nullable Throwable failure) {
        try {
            if (status == null ? !isTransient(failure) : schedule.record(status)) {
                finish(failure);
                return;
            }
            Optional<Duration> interval = schedule.interval();
            if (interval.isEmpty()) {
                complete(schedule.result());
                return;
            }
            CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
            timer = next;
            cancelIfDone();
            next.thenRun(poll);
            if (polledNow) {
                next.complete(null);
            } else {
                timers.after(interval.get(), () -> next.complete(null));
            }
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    private boolean isTransient(@Nullable Throwable failure) {
        return unwrapped(failure) instanceof KycSharingException known && schedule.isTransient(known);
    }

    private void finish(@Nullable Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause == null) {
            complete(schedule.result());
        } else {
            completeExceptionally(cause);
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Cancels the current step if a cancellation came between the steps. */
    private void cancelIfDone() {
        if (isDone()) {
            call.cancel(true);
            timer.cancel(true);
        }
    }

    /** Queries now instead of after the interval. */
    void pollNow() {
        polledNow = true;
        timer.complete(null);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        cancelIfDone();
        return cancelled;
    }
}
