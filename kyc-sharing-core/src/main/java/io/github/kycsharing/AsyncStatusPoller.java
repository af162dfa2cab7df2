package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a final status without a thread: one is used only while a query is under way, so that thousands of customers can be
 * waited for.
 */
final class AsyncStatusPoller extends CompletableFuture<AwaitedStatus> {
    private final KycSharingClient client;
    private final KycStatusQuery query;
    private final PollSchedule wait;
    private final Runnable ask;
    private final Timer timers;
    private volatile CompletableFuture<?> call = CompletableFuture.completedFuture(null);
    private volatile boolean hurried;
    private volatile CompletableFuture<@Nullable Void> timer = CompletableFuture.completedFuture(null);

    AsyncStatusPoller(
            KycSharingClient client,
            KycStatusQuery query,
            AwaitOptions options,
            DeliveryOptions fallback,
            UnaryOperator<Runnable> contextPropagation,
            Timer timers) {
        this.client = client;
        this.query = query;
        this.wait = new PollSchedule(options, fallback);
        this.timers = timers;
        // Wrapped on the caller's thread; later queries start on threads that know nothing of the caller.
        this.ask = contextPropagation.apply(this::ask);
    }

    /** How the time between two queries passes. */
    @FunctionalInterface
    interface Timer {
        /** Not on the process-wide timer's thread, which an executor of the application may run a whole call on. */
        Timer PLATFORM = (wait, task) -> CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS)
                .execute(task);

        void after(Duration wait, Runnable task);
    }

    AsyncStatusPoller start() {
        ask();
        return this;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it, this future tells
    private void ask() {
        if (isDone()) {
            return;
        }
        try {
            CompletableFuture<KycStatus> next = client.checkStatusAsync(query, wait.nextQuery());
            call = next;
            cancelIfDone();
            next.whenComplete(this::answered);
        } catch (RuntimeException | Error e) {
            // Whatever it is, nobody else would tell of it.
            completeExceptionally(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it, this future tells
    private void answered(@Nullable KycStatus status, @Nullable Throwable failure) {
        try {
            if (status == null ? !isTransient(failure) : wait.told(status)) {
                finish(failure);
                return;
            }
            Optional<Duration> pause = wait.pause();
            if (pause.isEmpty()) {
                complete(wait.result());
                return;
            }
            CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
            timer = next;
            cancelIfDone();
            next.thenRun(ask);
            if (hurried) {
                next.complete(null);
            } else {
                timers.after(pause.get(), () -> next.complete(null));
            }
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    private boolean isTransient(@Nullable Throwable failure) {
        return unwrapped(failure) instanceof KycSharingException known && wait.isTransient(known);
    }

    private void finish(@Nullable Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause == null) {
            complete(wait.result());
        } else {
            completeExceptionally(cause);
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** It may be over since the last look, by a cancellation that saw the step before. */
    private void cancelIfDone() {
        if (isDone()) {
            call.cancel(true);
            timer.cancel(true);
        }
    }

    /** Asks now instead of after the pause, to find out that the client is closed. */
    void pollNow() {
        hurried = true;
        timer.complete(null);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        cancelIfDone();
        return cancelled;
    }
}
