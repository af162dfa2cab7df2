package io.github.kycsharing.submissions.internal.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Permission to make one attempt, or the time at which one may be had. */
public final class Permit {
    /** The permit of an access entity without a limit. */
    public static final Permit UNLIMITED = granted(Instant.MAX, () -> {});

    /** Time from the last beginning of a call to its first byte: for a new connection. */
    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private final @Nullable Instant retryAt;
    private final Instant beginUntil;
    private final Runnable returning;

    private Permit(@Nullable Instant retryAt, Instant beginUntil, Runnable returning) {
        this.retryAt = retryAt;
        this.beginUntil = beginUntil;
        this.returning = returning;
    }

    /** A permit. */
    public static Permit granted(Instant beginUntil, Runnable returning) {
        return new Permit(null, beginUntil, returning);
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

    /** Whether the call may begin at this time, by the database's clock: a process that slept must not make all its calls at once. */
    public boolean isUsable(Instant now) {
        return isGranted() && !now.isAfter(beginUntil);
    }

    /**
     * Until when the attempt may write its first byte, by the database's clock.
     *
     * @param latest the latest for another reason
     */
    public Instant sendUntil(Instant latest) {
        return beginUntil.isBefore(latest.minus(CONNECTION)) ? beginUntil.plus(CONNECTION) : latest;
    }

    /** Gives a permit back, since the attempt was not made. */
    public void giveBack() {
        returning.run();
    }
}
