package io.github.kycsharing.submissions.internal.rate;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Permission to make one attempt, or the time at which one may be had. */
public final class Permit {
    /** The permit of an access entity without a limit. */
    public static final Permit UNLIMITED = granted(Instant.MAX, () -> {});

    private final @Nullable Instant retryAt;
    private final Instant sendUntil;
    private final Runnable returning;

    private Permit(@Nullable Instant retryAt, Instant sendUntil, Runnable returning) {
        this.retryAt = retryAt;
        this.sendUntil = sendUntil;
        this.returning = returning;
    }

    /** A permit. */
    public static Permit granted(Instant sendUntil, Runnable returning) {
        return new Permit(null, sendUntil, returning);
    }

    /** No permit before this time. */
    public static Permit refused(Instant retryAt) {
        return new Permit(retryAt, Instant.MIN, () -> {});
    }

    /** Whether the attempt may be made. */
    public boolean isGranted() {
        return retryAt == null;
    }

    /** When to try again, by the database's clock; empty if it is granted. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** Until when the attempt may write its first byte, by the database's clock: a process that slept must not send all at once. */
    public Instant sendUntil() {
        return sendUntil;
    }

    /** Gives a permit back, since the attempt was not made. */
    public void giveBack() {
        returning.run();
    }
}
