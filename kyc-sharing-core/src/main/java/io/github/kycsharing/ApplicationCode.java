package io.github.kycsharing;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.internal.delivery.Deadline;
import io.github.kycsharing.internal.delivery.Guard;
import io.github.kycsharing.internal.transport.CallThreads;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Runs the application's code before a request is sent (secret, signature, hook) on a separate thread, since the code may block
 * beyond the deadline and ignore an interrupt. A result after the deadline is dropped: it cannot send anything.
 */
final class ApplicationCode implements Guard, AutoCloseable {
    private final CallThreads threads;
    private final UnaryOperator<Runnable> contextPropagation;

    ApplicationCode(int threads, ThreadFactory factory, UnaryOperator<Runnable> contextPropagation) {
        // Unbounded, since each caller waits for at most one task.
        this.threads = new CallThreads(threads, Integer.MAX_VALUE, factory);
        this.contextPropagation = contextPropagation;
    }

    /** Runs the code and waits for it, at most until the deadline. */
    @Override
    public <T> T run(Supplier<T> code, Deadline deadline, FailureContext notAttempted) {
        FutureTask<T> task = new FutureTask<>(code::get);
        Runnable inContext = contextPropagation.apply(task);
        try {
            threads.execute(inContext);
            return task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(task, inContext);
            throw Guard.tooLate(notAttempted);
        } catch (InterruptedException e) {
            abandon(task, inContext);
            Thread.currentThread().interrupt();
            throw new KycNotSentException(
                    Reason.INTERRUPTED, "not sent, the calling thread was interrupted", notAttempted, null);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        } catch (RejectedExecutionException e) {
            throw new KycNotSentException(Reason.CLOSED, "not sent, the client is closed", notAttempted, null);
        } catch (OutOfMemoryError e) {
            throw new KycNotSentException(Reason.NO_THREAD, "not sent, no thread could be created", notAttempted, null);
        }
    }

    private void abandon(FutureTask<?> task, Runnable inContext) {
        task.cancel(true);
        threads.remove(inContext);
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        // A Supplier throws no checked exception.
        return (RuntimeException) cause;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
