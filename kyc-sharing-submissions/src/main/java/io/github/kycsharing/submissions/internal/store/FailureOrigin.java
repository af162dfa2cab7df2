package io.github.kycsharing.submissions.internal.store;

/** Describes a failure for a log without its message, which may quote a record. */
public final class FailureOrigin {
    private FailureOrigin() {}

    /** The type of the failure, and where it was thrown. */
    public static String of(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
