package io.github.kycsharing.spi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replacement for another exception, with that one's class name as its message and that one's stack trace. */
final class WithheldException extends Exception {
    private static final long serialVersionUID = 1L;

    private WithheldException(Throwable original, @Nullable Throwable cause) {
        super(
                original instanceof WithheldException
                        ? original.getMessage()
                        : original.getClass().getName(),
                cause,
                false,
                true);
        setStackTrace(original.getStackTrace());
    }

    /** Keeps the types of an exception and of its causes. */
    static WithheldException of(Throwable original) {
        return of(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static WithheldException of(Throwable original, Set<Throwable> seen) {
        seen.add(original);
        Throwable cause = original.getCause();
        return new WithheldException(original, cause == null || seen.contains(cause) ? null : of(cause, seen));
    }
}
