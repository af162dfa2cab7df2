package io.github.kycsharing;

import io.github.kycsharing.delivery.internal.Deadline;
import io.github.kycsharing.error.Facts;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycNotSentException.Reason;
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
 * Runs what an application has to say before a request is sent (a secret, a signature, a hook), which may block for longer than
 * the call may take and need not notice an interrupt. Only a thread that is not the caller's can be left behind. What it
 * returns too late, nobody reads: it cannot send anything.
 */
final class ApplicationCode implements RequestPreparation.Guard, AutoCloseable {
    private final CallThreads threads;
    private final UnaryOperator<Runnable> contextPropagation;

    ApplicationCode(int threads, ThreadFactory factory, UnaryOperator<Runnable> contextPropagation) {
        // Not more of them wait than there are callers.
        this.threads = new CallThreads(threads, Integer.MAX_VALUE, factory);
        this.contextPropagation = contextPropagation;
    }

    /** Runs the code and waits for it until the deadline. */
    @Override
    public <T> T run(Supplier<T> code, Deadline deadline, Facts untried) {
        FutureTask<T> task = new FutureTask<>(code::get);
        Runnable inContext = contextPropagation.apply(task);
        try {
            threads.execute(inContext);
            return task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave(task, inContext);
            throw tooLate(untried);
        } catch (InterruptedException e) {
            leave(task, inContext);
            Thread.currentThread().interrupt();
            throw new KycNotSentException(
                    Reason.INTERRUPTED, "not sent, the calling thread was interrupted", untried, null);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        } catch (RejectedExecutionException e) {
            throw new KycNotSentException(Reason.CLOSED, "not sent, the client is closed", untried, null);
        } catch (OutOfMemoryError e) {
            throw new KycNotSentException(Reason.NO_THREAD, "not sent, no thread could be created", untried, null);
        }
    }

    static KycNotSentException tooLate(Facts untried) {
        return new KycNotSentException(
                Reason.DEADLINE_EXCEEDED, "not sent, the time was up before it could be sent", untried, null);
    }

    private void leave(FutureTask<?> task, Runnable inContext) {
        task.cancel(true);
        threads.remove(inContext);
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        // A Supplier throws nothing else.
        return (RuntimeException) cause;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
