package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.test.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two applications on one PostgreSQL deliver records that they take from the broker's own table, to an exchange with random faults of
 * every kind. From a fixed seed they are killed and started again; processes and the database are stopped and continued; the clocks of
 * the applications, the database and the exchange differ by minutes. At the end the test compares every submission with the exchange's
 * ledger, and every event with what a listener wrote.
 */
@Timeout(1_800)
class CrashSoakTest {
    private static final int SUBMISSIONS = Integer.getInteger("kyc-sharing.crash.submissions", 300);
    private static final int KILLS = Integer.getInteger("kyc-sharing.crash.kills", 3);
    private static final long SEED = Long.getLong("kyc-sharing.crash.seed", 20_261_128);

    private static final Fault[] FAULTS = {
        Fault.RESET_BEFORE_PROCESSING,
        Fault.RESET_AFTER_PROCESSING,
        Fault.CLOSE_BEFORE_PROCESSING,
        Fault.CLOSE_AFTER_PROCESSING,
        Fault.HALF_RESPONSE,
        Fault.GARBAGE,
        Fault.TRUNCATED_JSON,
        Fault.EMPTY_BODY,
        Fault.TOO_MANY_REQUESTS,
        Fault.FORBIDDEN,
        Fault.HTTP_500,
        Fault.HTTP_502.afterProcessing(),
        Fault.HTTP_504.afterProcessing(),
        Fault.SYSTEM_ERROR,
        Fault.SYSTEM_ERROR_NUMBER_USED_UP,
        Fault.SYSTEM_ERROR_NUMBER_USED_UP,
        Fault.code("10040103"),
        Fault.code("10040102"),
        Fault.stallBeforeHeaders(Duration.ofMillis(600)),
        Fault.stallAfterHeaders(Duration.ofMillis(600)),
    };

    @Test
    void nothingIsLostDoubledOrMislabelledInCrashes() throws Exception {
        run(SUBMISSIONS, KILLS, true);
    }

    @Test
    void nothingIsMislabelledIfShareStatusSaysNothing() throws Exception {
        run(SUBMISSIONS / 4, KILLS / 3, false);
    }

    private static void run(int submissions, int kills, boolean shareStatus) throws Exception {
        try (CrashSoak soak = new CrashSoak(SEED, submissions, shareStatus, FAULTS)) {
            soak.run(kills);
            SoakOutcome outcome = soak.outcome();
            print(outcome + soak.chaos());
            assertThat(outcome.lost()).as("lost").isEmpty();
            assertThat(outcome.doubled()).as("doubled").isEmpty();
            assertThat(outcome.mislabelled()).as("mislabelled").isEmpty();
            assertThat(outcome.unrecorded()).as("sent without a record of it").isEmpty();
            assertThat(outcome.wrongEffects()).as("effects of the listener").isEmpty();
        }
    }

    @SuppressWarnings("SystemOut") // the figures of the run
    private static void print(String figures) {
        System.out.println(figures);
    }
}
