package io.github.kycsharing.submissions.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.rate.Permit;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When statuses are queried, by a simulated clock. */
class StatusPollTest {
    private static final int RATE = 5;
    private static final int PER_HOUR = RATE * 3600;
    /** In a build; measure with {@code -Dkyc-sharing.tracked-customers=100000}. */
    private static final int CUSTOMERS = Integer.getInteger("kyc-sharing.tracked-customers", 10_000);

    @Test
    void pollsOfManyCustomersStayUnderTheRateAndReachEachOfThem() {
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, TrackingPolicy.DEFAULTS)) {
            simulation.track(CUSTOMERS);
            // As after a deployment that tracks everybody at once: there is more to do than the rate allows.
            int hours = CUSTOMERS / PER_HOUR + 1;
            List<Instant> woken = new ArrayList<>();
            simulation.run(Duration.ofHours(hours), now -> {
                // A stolen URL: somebody wakes a thousand customers again and again.
                if (woken.isEmpty()
                        || Duration.between(woken.get(woken.size() - 1), now).toMinutes() >= 5) {
                    woken.add(now);
                    for (int i = 0; i < 1000; i++) {
                        simulation.wake("C-" + i);
                    }
                }
            });
            assertThat(simulation.pollsOfHour.values())
                    .allSatisfy(polls -> assertThat(polls).isLessThanOrEqualTo(PER_HOUR + RATE * 10));
            // The flood takes no more than its half; a second of the same length reaches everybody else.
            simulation.run(Duration.ofHours(hours));
            assertThat(simulation.polls).hasSize(CUSTOMERS);
            assertThat(simulation.pollsOfHour.values())
                    .allSatisfy(polls -> assertThat(polls).isLessThanOrEqualTo(PER_HOUR + RATE * 10));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pausesGrowUntilTheExchangeDecidesAndAfterwards(TestDatabase database) {
        try (PollSimulation simulation = new PollSimulation(database, TrackingPolicy.DEFAULTS)) {
            simulation.track(1);
            simulation.skim(Duration.ofDays(1));
            // 30 s, 1 min, 2 min, … 6 h
            assertThat(simulation.polls("C-0")).isBetween(12, 16);
            simulation.status = Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", "PASS")));
            simulation.skim(Duration.ofDays(1));
            assertThat(simulation.row("C-0").decided()).isTrue();
            int polls = simulation.polls("C-0");
            simulation.skim(Duration.ofDays(10));
            assertThat(simulation.polls("C-0") - polls).isBetween(9, 12);
        }
    }

    @Test
    void notificationIsFollowedByAQueryWithinSeconds() {
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, TrackingPolicy.DEFAULTS)) {
            simulation.track(1);
            simulation.skim(Duration.ofHours(8));
            int polls = simulation.polls("C-0");
            simulation.wake("C-0");
            simulation.run(Duration.ofSeconds(6));
            assertThat(simulation.polls("C-0")).isEqualTo(polls + 1);
            for (int i = 0; i < 60; i++) { // each second for a minute
                simulation.wake("C-0");
                simulation.run(Duration.ofSeconds(1));
            }
            assertThat(simulation.polls("C-0") - polls).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void accountWithoutARecordIsGivenUp() {
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, TrackingPolicy.DEFAULTS)) {
            simulation.status = Map.of("nonExisted", true);
            simulation.track(1);
            simulation.skim(Duration.ofDays(4));
            int polls = simulation.polls("C-0");
            simulation.skim(Duration.ofDays(30));
            assertThat(simulation.polls("C-0")).isEqualTo(polls);
            assertThat(simulation.row("C-0").dueAt()).isNull();
            simulation.wake("C-0");
            simulation.run(Duration.ofMinutes(1));
            assertThat(simulation.polls("C-0")).isEqualTo(polls + 1);
        }
    }

    @Test
    void withoutAPermitNothingIsQueried() {
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, TrackingPolicy.DEFAULTS)) {
            simulation.track(20);
            AtomicInteger granted = new AtomicInteger(3);
            simulation.permits = (entity, maxWait) -> granted.getAndDecrement() > 0
                    ? Permit.UNLIMITED
                    : Permit.refused(simulation.instant().plusSeconds(7));
            simulation.run(Duration.ofMinutes(5));
            assertThat(simulation.polls).hasSize(3);
            simulation.permits = RequestPermits.UNLIMITED;
            simulation.run(Duration.ofMinutes(5));
            assertThat(simulation.polls).hasSize(20);
        }
    }

    /** Accounts for which the exchange never responds, more than a batch of them, hold no others back. */
    @Test
    void accountsWithoutAResponseHideNoOthers() {
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, TrackingPolicy.DEFAULTS)) {
            simulation.silent = customer -> Integer.parseInt(customer.substring(2)) < 300;
            simulation.track(2300);
            simulation.run(Duration.ofHours(6));
            assertThat(simulation.polls).hasSize(2000);
        }
    }

    @Test
    void statusThatChangesLongAfterTheDecisionIsFollowed() {
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, TrackingPolicy.DEFAULTS)) {
            simulation.status = Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", "PASS")));
            simulation.track(1);
            simulation.skim(Duration.ofDays(45));
            simulation.status = Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", "REVIEW")));
            simulation.skim(Duration.ofDays(2));
            assertThat(simulation.row("C-0").decided()).isFalse();
            simulation.status = Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", "DISABLE")));
            simulation.skim(Duration.ofDays(2));
            assertThat(simulation.row("C-0").decided()).isTrue();
        }
    }

    @Test
    void slowestRateServesNotificationsAndOthers() {
        TrackingPolicy one = new TrackingPolicy(
                Duration.ofSeconds(30),
                Duration.ofHours(6),
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                Duration.ofDays(3),
                Duration.ofDays(30),
                1);
        try (PollSimulation simulation = new PollSimulation(TestDatabase.H2, one)) {
            simulation.track(200);
            simulation.run(Duration.ofHours(1), now -> {
                for (int i = 0; i < 20; i++) {
                    simulation.wake("C-" + i);
                }
            });
            assertThat(simulation.polls).hasSize(200);
            assertThat(simulation.pollsOfHour.values()).allMatch(polls -> polls <= 3_600 + 10);
        }
    }

    /** An instance that slept, or a share in the middle of a query: its result may be older than what is stored. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void resultOfAnOutdatedQueryIsDropped(TestDatabase database) {
        try (PollSimulation simulation = new PollSimulation(database, TrackingPolicy.DEFAULTS)) {
            simulation.track(1);
            simulation.beforeResponse = () -> simulation.share("C-0", "R-1");
            simulation.run(Duration.ofSeconds(5));
            assertThat(simulation.polls("C-0")).isOne();
            assertThat(simulation.row("C-0").status()).isNull();
            assertThat(simulation.events()).isZero();
            simulation.beforeResponse = () -> {};
            simulation.run(Duration.ofMinutes(1));
            assertThat(simulation.row("C-0").status()).isNotNull();
            assertThat(simulation.events()).isOne();
        }
    }
}
