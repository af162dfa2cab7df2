package io.github.kycsharing;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Runs a check on many seeds, the same ones in each build, and names the seed in the failure. The system property
 * {@code kyc-sharing.test.seed} sets the first seed: the one of a failure repeats it, another one explores further.
 */
public final class Seeds {
    private static final long FIRST = Long.getLong("kyc-sharing.test.seed", 20_261_122L);

    private Seeds() {}

    /**
     * Runs the check once for each seed.
     *
     * @param tries how many seeds
     * @param check fails for a seed by an error or an exception
     */
    public static void forEach(int tries, LongConsumer check) {
        SplittableRandom seeds = new SplittableRandom(FIRST);
        long seed = FIRST;
        for (int i = 0; i < tries; i++) {
            try {
                check.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "With -Dkyc-sharing.test.seed=" + seed + " (try " + (i + 1) + " of " + tries + "): "
                                + e.getMessage(),
                        e);
            }
            seed = seeds.nextLong();
        }
    }
}
