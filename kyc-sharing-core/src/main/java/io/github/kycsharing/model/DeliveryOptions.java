package io.github.kycsharing.model;

import com.google.auto.value.AutoBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options for attempts, back-off and timeout. A null value is inherited: a call's options from the client's, the client's from
 * {@link #DEFAULTS}.
 *
 * @param maxAttempts maximum number of attempts, 1 to 100; 1 for no retry
 * @param initialBackoff the longest wait before the second attempt. The wait is random between zero and this bound, which doubles
 *     with each further attempt. Positive, at most an hour
 * @param maxBackoff upper limit of that bound; positive, at most an hour
 * @param totalTimeout timeout of the whole call, all attempts and waits included; positive, at most an hour
 */
public record DeliveryOptions(
        @Nullable Integer maxAttempts,
        @Nullable Duration initialBackoff,
        @Nullable Duration maxBackoff,
        @Nullable Duration totalTimeout) {
    // Initialised before the constants below, whose constructor uses them.
    private static final Duration MAX_DURATION = Duration.ofHours(1);
    private static final int MAX_ATTEMPTS = 100;

    /** Four attempts, waits of up to 250 ms, 500 ms and 1 s (5 s at most), 60 s in all. */
    public static final DeliveryOptions DEFAULTS =
            new DeliveryOptions(4, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(60));

    private static final DeliveryOptions INHERITED = new DeliveryOptions(null, null, null, null);

    /**
     * Checks the values that are not null.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public DeliveryOptions {
        if (maxAttempts != null && (maxAttempts < 1 || maxAttempts > MAX_ATTEMPTS)) {
            throw new IllegalArgumentException("maxAttempts must be 1 to " + MAX_ATTEMPTS + ", not " + maxAttempts);
        }
        requireBounded("initialBackoff", initialBackoff);
        requireBounded("maxBackoff", maxBackoff);
        requireBounded("totalTimeout", totalTimeout);
    }

    private static void requireBounded(String name, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero() || duration.compareTo(MAX_DURATION) > 0)) {
            throw new IllegalArgumentException(name + " must be positive and at most an hour, not " + duration);
        }
    }

    /**
     * Returns options of which every value is inherited.
     *
     * @return the options
     */
    public static DeliveryOptions inherited() {
        return INHERITED;
    }

    /**
     * Replaces the null values of these options.
     *
     * @param defaults the values for those that are null
     * @return these options, without null if the defaults have none
     */
    public DeliveryOptions withDefaults(DeliveryOptions defaults) {
        return new DeliveryOptions(
                maxAttempts != null ? maxAttempts : defaults.maxAttempts,
                initialBackoff != null ? initialBackoff : defaults.initialBackoff,
                maxBackoff != null ? maxBackoff : defaults.maxBackoff,
                totalTimeout != null ? totalTimeout : defaults.totalTimeout);
    }

    /**
     * Creates a builder of options of which every value is inherited.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_DeliveryOptions_Builder();
    }

    /** Builds {@link DeliveryOptions}. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link DeliveryOptions#maxAttempts()}. */
        public abstract Builder maxAttempts(@Nullable Integer maxAttempts);

        /** Sets {@link DeliveryOptions#initialBackoff()}. */
        public abstract Builder initialBackoff(@Nullable Duration initialBackoff);

        /** Sets {@link DeliveryOptions#maxBackoff()}. */
        public abstract Builder maxBackoff(@Nullable Duration maxBackoff);

        /** Sets {@link DeliveryOptions#totalTimeout()}. */
        public abstract Builder totalTimeout(@Nullable Duration totalTimeout);

        /**
         * Creates the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is out of its range
         */
        public abstract DeliveryOptions build();
    }
}
