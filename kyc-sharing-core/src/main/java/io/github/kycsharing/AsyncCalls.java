package io.github.kycsharing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking calls as futures. One thread for each call under way, as OkHttp itself would use, but without its limit of
 * five for each host; the delivery stays a plain loop that way, the same for both kinds of caller.
 */
final class AsyncCalls implements AutoCloseable {
    private final Executor executor;
    private final @Nullable ExecutorService own;
    private final UnaryOperator<Runnable> contextPropagation;

    AsyncCalls(@Nullable Executor given, UnaryOperator<Runnable> contextPropagation) {
        if (given == null) {
            ExecutorService threads = Executors.newCachedThreadPool(daemons());
            this.own = threads;
            this.executor = threads;
        } else {
            this.own = null;
            this.executor = given;
        }
        this.contextPropagation = contextPropagation;
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "kyc-sharing-async-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs a call.
     *
     * @param call the blocking call
     * @param refused what the future fails with if the call cannot be run
     */
    <T> CompletableFuture<T> run(Supplier<T> call, Function<RejectedExecutionException, RuntimeException> refused) {
        CancellableCall<T> future = new CancellableCall<>(call);
        try {
            executor.execute(contextPropagation.apply(future.task));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(refused.apply(e));
        }
        return future;
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

    /** A future whose cancellation interrupts the call. */
    private static final class CancellableCall<T> extends CompletableFuture<T> {
        private final FutureTask<@Nullable Void> task;

        CancellableCall(Supplier<T> call) {
            this.task = new FutureTask<>(() -> completeWith(call), null);
        }

        private void completeWith(Supplier<T> call) {
            try {
                complete(call.get());
            } catch (Throwable e) {
                // Whatever it is, the one who waits for the future must hear of it.
                completeExceptionally(e);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                // A CompletableFuture ignores the flag, so a caller's "false" would leave a call running that nobody
                // awaits.
                task.cancel(true);
            }
            return cancelled;
        }
    }
}
