package io.github.kycsharing;

import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.internal.delivery.Deadline;
import io.github.kycsharing.internal.transport.CallThreads;
import io.github.kycsharing.internal.transport.DeadlineWatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking calls as futures, each on one thread. The number of threads is bounded, and waiting for a thread counts towards the
 * call's timeout. A future completes at its deadline even if its thread is still blocked.
 */
final class AsyncCalls implements AutoCloseable {
    // A call ends at its deadline or shortly after. A call that does not is abandoned after this time.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Executor executor;
    private final @Nullable CallThreads own;
    private final UnaryOperator<Runnable> contextPropagation;
    private final DeadlineWatch watch;

    AsyncCalls(@Nullable Executor given, Settings settings, DeadlineWatch watch) {
        if (given == null) {
            CallThreads threads =
                    new CallThreads(settings.threads(), settings.queueCapacity(), settings.threadFactory());
            this.own = threads;
            this.executor = threads;
        } else {
            this.own = null;
            this.executor = given;
        }
        this.contextPropagation = settings.contextPropagation();
        this.watch = watch;
    }

    /** Number of threads, queue capacity, and how the threads are created. */
    record Settings(
            int threads, int queueCapacity, ThreadFactory threadFactory, UnaryOperator<Runnable> contextPropagation) {}

    /** Creates the exceptions of futures whose call did not run or did not return. */
    interface Failures {
        /** Nothing was sent or will be sent. Observers have not seen a call that has not begun. */
        KycSharingException notSent(Reason reason, String why, boolean begun);

        /** The call has begun to send and does not return. */
        KycSharingException lost();
    }

    /**
     * Runs a call.
     *
     * @param call the blocking call
     * @param deadline deadline of the future; a call that is sending gets a short grace period
     * @param failures creates the exception if the call cannot run or does not return
     */
    <T> CompletableFuture<T> run(Supplier<T> call, Deadline deadline, Failures failures) {
        CancellableCall<T> future = new CancellableCall<>(call, deadline, failures, watch);
        try {
            future.watch();
            executor.execute(contextPropagation.apply(future.task));
        } catch (RejectedExecutionException e) {
            future.refuse(
                    isFull() ? Reason.QUEUE_FULL : Reason.CLOSED,
                    isFull()
                            ? "the queue of asynchronous calls is full"
                            : "the executor of asynchronous calls takes no more");
        } catch (OutOfMemoryError e) {
            future.refuse(Reason.NO_THREAD, "no thread could be created");
        } catch (RuntimeException e) {
            // Thrown by the application's executor or context propagation. Only the future can report it.
            future.refuse(
                    Reason.NO_THREAD,
                    "the executor of asynchronous calls failed with "
                            + e.getClass().getName());
        }
        return future;
    }

    private boolean isFull() {
        return own != null && !own.isShutdown();
    }

    /** Starts a call from the watch's thread, which an executor that runs tasks on the calling thread must not block. */
    void startLater(Runnable start) {
        if (own != null) {
            start.run();
        } else {
            watch.handOver(start);
        }
    }

    UnaryOperator<Runnable> contextPropagation() {
        return contextPropagation;
    }

    @Override
    public void close() {
        if (own != null) {
            own.shutdown();
        }
    }

    /** A future whose cancellation interrupts the call, and which ends at the deadline. */
    private static final class CancellableCall<T> extends CompletableFuture<T> {
        private final FutureTask<@Nullable Void> task;
        private final Deadline deadline;
        private final Failures failures;
        private final DeadlineWatch watch;
        private volatile DeadlineWatch.@Nullable Entry entry;
        private volatile boolean begun;

        CancellableCall(Supplier<T> call, Deadline deadline, Failures failures, DeadlineWatch watch) {
            this.deadline = deadline;
            this.failures = failures;
            this.watch = watch;
            this.task = new FutureTask<>(() -> completeWith(call), null);
        }

        private void completeWith(Supplier<T> call) {
            begun = true;
            try {
                T result = call.get();
                unwatch();
                complete(result);
            } catch (Throwable e) {
                unwatch();
                // Only the future can report an Error or an unexpected exception.
                completeExceptionally(e);
            }
        }

        void watch() {
            entry = watch.after(deadline.left(), this::timeIsUp);
        }

        private void unwatch() {
            DeadlineWatch.Entry watched = entry;
            if (watched != null) {
                watched.close();
            }
        }

        void refuse(Reason reason, String why) {
            unwatch();
            // The pool may have kept the task although it threw.
            if (deadline.giveUp()) {
                task.cancel(true);
                completeExceptionally(failures.notSent(reason, why, begun));
            }
        }

        /** Runs on the watch's thread. */
        private void timeIsUp() {
            if (isDone()) {
                return;
            }
            if (deadline.giveUp()) {
                task.cancel(true);
                watch.handOver(() -> completeExceptionally(
                        failures.notSent(Reason.DEADLINE_EXCEEDED, "the time was up before it could be sent", begun)));
            } else {
                entry = watch.after(GRACE, this::onNoReturn);
                if (isDone()) {
                    unwatch();
                }
            }
        }

        private void onNoReturn() {
            if (!isDone() && deadline.abandon()) {
                task.cancel(true);
                watch.handOver(() -> completeExceptionally(failures.lost()));
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                unwatch();
                // A CompletableFuture ignores the flag, so "false" would leave a call running although its result is
                // discarded.
                task.cancel(true);
            }
            return cancelled;
        }
    }
}
