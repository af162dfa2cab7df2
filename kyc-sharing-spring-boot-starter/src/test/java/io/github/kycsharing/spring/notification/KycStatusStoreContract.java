package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import io.github.kycsharing.spring.SteppingClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link KycStatusStore} promises, whoever implements it. */
abstract class KycStatusStoreContract {
    static final KycCustomer CUSTOMER = new KycCustomer("BROKERKEY", "CUST-1", "MAIN-1", "SUB-1");
    static final StatusFingerprint PROCESS = new StatusFingerprint("a".repeat(64), false);
    static final StatusFingerprint PASS = new StatusFingerprint("b".repeat(64), true);

    private static final Instant EVER = Instant.EPOCH;

    final SteppingClock clock = new SteppingClock();
    KycStatusStore store;

    abstract KycStatusStore create(Clock clock);

    @BeforeEach
    void createStore() {
        store = create(clock);
    }

    @Test
    void knowsNobodyAtFirst() {
        assertThat(store.find("BROKERKEY", "CUST-1")).isEmpty();
        assertThat(store.findDue(EVER, clock.instant().plusSeconds(1), 10)).isEmpty();
        store.asked(CUSTOMER);
        assertThat(store.find("BROKERKEY", "CUST-1")).isEmpty();
    }

    @Test
    void remembersACustomerWhoseRecordIsAboutToBeSent() {
        store.track(CUSTOMER);
        TrackedCustomer tracked = tracked();
        assertThat(tracked.customer()).isEqualTo(CUSTOMER);
        assertThat(tracked.told()).isEmpty();
        assertThat(tracked.isTerminal()).isFalse();
        assertThat(tracked.trackedSince()).isEqualTo(clock.instant());
    }

    @Test
    void tellsCustomersOfTwoEntitiesAndIdsOfAnotherCaseApart() {
        store.track(CUSTOMER);
        store.track(new KycCustomer("OTHERKEY", "CUST-1", "MAIN-2", "SUB-2"));
        store.track(new KycCustomer("BROKERKEY", "cust-1", "MAIN-3", "SUB-3"));
        assertThat(tracked().customer()).isEqualTo(CUSTOMER);
        assertThat(store.find("OTHERKEY", "CUST-1"))
                .map(TrackedCustomer::customer)
                .hasValueSatisfying(
                        other -> assertThat(other.brokerSubAccountId()).isEqualTo("SUB-2"));
        assertThat(findDue(10)).hasSize(3);
        assertThat(store.find("BROKERKEY", "CUST-2")).isEmpty();
        assertThat(store.find("", "CUST-1")).isEmpty();
    }

    @Test
    void opensTheDecisionOfACustomerWhoIsSharedAgainAndKeepsWhatWasTold() {
        store.track(CUSTOMER);
        assertThat(store.change(tracked(), PASS, KycStatusStoreContract::nothing))
                .isTrue();
        assertThat(tracked().isTerminal()).isTrue();
        TrackedCustomer before = tracked();

        clock.pass(Duration.ofDays(1));
        KycCustomer moved = new KycCustomer("BROKERKEY", "CUST-1", "MAIN-9", "SUB-9");
        store.track(moved);

        TrackedCustomer again = tracked();
        assertThat(again.customer()).isEqualTo(moved);
        assertThat(again.isTerminal()).isFalse();
        assertThat(again.told()).contains(PASS);
        assertThat(again.trackedSince()).isEqualTo(clock.instant());
        assertThat(again.version()).isNotEqualTo(before.version());
        assertThat(store.change(before, PROCESS, KycStatusStoreContract::isNotToBeTold))
                .isFalse();
    }

    @Test
    void remembersWhatWasTold() {
        store.track(CUSTOMER);
        AtomicInteger told = new AtomicInteger();
        assertThat(store.change(tracked(), PROCESS, told::incrementAndGet)).isTrue();
        assertThat(tracked().told()).contains(PROCESS);
        assertThat(tracked().isTerminal()).isFalse();
        assertThat(store.change(tracked(), PASS, told::incrementAndGet)).isTrue();
        assertThat(tracked().told()).contains(PASS);
        assertThat(tracked().isTerminal()).isTrue();
        assertThat(tracked().customer()).isEqualTo(CUSTOMER);
        assertThat(told).hasValue(2);
    }

    @Test
    void changesAndTellsNothingThatWasReadTooEarly() {
        store.track(CUSTOMER);
        TrackedCustomer old = tracked();
        store.change(old, PASS, KycStatusStoreContract::nothing);
        TrackedCustomer current = tracked();

        assertThat(store.change(old, PROCESS, KycStatusStoreContract::isNotToBeTold))
                .isFalse();
        assertThat(tracked()).isEqualTo(current);
    }

    @Test
    void changesAndTellsNothingOfOneWhoIsNotThere() {
        TrackedCustomer stranger = new TrackedCustomer(CUSTOMER, Optional.empty(), false, clock.instant(), 0);
        assertThat(store.change(stranger, PASS, KycStatusStoreContract::isNotToBeTold))
                .isFalse();
        assertThat(store.find("BROKERKEY", "CUST-1")).isEmpty();
    }

    @Test
    void leavesTheEntryAsItWasWhenTellingFails() {
        store.track(CUSTOMER);
        TrackedCustomer before = tracked();
        IllegalStateException failure = new IllegalStateException("the listener's own");

        assertThatIllegalStateException()
                .isThrownBy(() -> store.change(before, PASS, () -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(tracked()).isEqualTo(before);
        assertThat(store.change(before, PASS, KycStatusStoreContract::nothing)).isTrue();
    }

    @Test
    void leavesTheDecisionOpenWhenTheListenerSharesAgain() {
        store.track(CUSTOMER);
        KycCustomer moved = new KycCustomer("BROKERKEY", "CUST-1", "MAIN-9", "SUB-9");

        assertThat(store.change(tracked(), PASS, () -> {
                    clock.pass(Duration.ofSeconds(5));
                    store.track(moved);
                }))
                .isTrue();

        assertThat(tracked().told()).contains(PASS);
        assertThat(tracked().isTerminal()).isFalse();
        assertThat(tracked().customer()).isEqualTo(moved);
        assertThat(tracked().trackedSince()).isEqualTo(clock.instant());
    }

    @Test
    void remembersTheRecordThatAListenerSharedBeforeItFailed() {
        store.track(CUSTOMER);
        store.change(tracked(), PASS, KycStatusStoreContract::nothing);
        TrackedCustomer before = tracked();
        KycCustomer moved = new KycCustomer("BROKERKEY", "CUST-1", "MAIN-9", "SUB-9");

        assertThatIllegalStateException()
                .isThrownBy(() -> store.change(before, PROCESS, () -> {
                    store.track(moved);
                    throw new IllegalStateException("the listener's own");
                }));

        assertThat(tracked().customer()).isEqualTo(moved);
        assertThat(tracked().isTerminal()).isFalse();
        assertThat(tracked().told()).contains(PASS);
        assertThat(store.change(before, PASS, KycStatusStoreContract::isNotToBeTold))
                .isFalse();
    }

    @Test
    void remembersAnotherCustomerWhomAListenerSharesAlsoIfItFails() {
        store.track(CUSTOMER);
        KycCustomer other = new KycCustomer("BROKERKEY", "CUST-2", "MAIN-1", "SUB-2");
        assertThatIllegalStateException()
                .isThrownBy(() -> store.change(tracked(), PASS, () -> {
                    store.track(other);
                    throw new IllegalStateException("the listener's own");
                }));
        assertThat(store.find("BROKERKEY", "CUST-2"))
                .map(TrackedCustomer::customer)
                .contains(other);
    }

    @Test
    void listsThoseFirstWhoWereAskedAboutLeastRecently() {
        trackOneAMinute("A", "B", "C", "D");
        store.asked(customer("A"));
        clock.pass(Duration.ofMinutes(1));
        store.asked(customer("C"));
        clock.pass(Duration.ofMinutes(1));

        assertThat(findDue(10)).containsExactly("B", "D", "A", "C");
        assertThat(findDue(3)).containsExactly("B", "D", "A");
        assertThat(findDue(1)).containsExactly("B");
        assertThat(findDue(0)).isEmpty();
    }

    @Test
    void listsWhoIsSharedAgainAsAskedAboutJustNow() {
        trackOneAMinute("A", "B");
        store.track(customer("A"));
        clock.pass(Duration.ofMinutes(1));
        assertThat(findDue(10)).containsExactly("B", "A");
    }

    @Test
    void listsNobodyWhoIsDecided() {
        trackOneAMinute("A", "B", "C");
        store.change(tracked("A"), PASS, KycStatusStoreContract::nothing);
        store.change(tracked("B"), PROCESS, KycStatusStoreContract::nothing);
        assertThat(findDue(10)).containsExactly("B", "C");
        store.change(tracked("A"), PROCESS, KycStatusStoreContract::nothing);
        assertThat(findDue(10)).containsExactly("A", "B", "C");
    }

    @Test
    void listsNobodyBeyondTheBounds() {
        Instant start = clock.instant();
        trackOneAMinute("A", "B", "C");
        Instant end = clock.instant();
        assertThat(ids(store.findDue(start, end, 10))).containsExactly("B", "C");
        assertThat(ids(store.findDue(start.minusMillis(1), end, 10))).containsExactly("A", "B", "C");
        assertThat(ids(store.findDue(EVER, start, 10))).isEmpty();
        assertThat(ids(store.findDue(EVER, start.plusMillis(1), 10))).containsExactly("A");
        store.asked(customer("A"));
        assertThat(ids(store.findDue(EVER, end, 10))).containsExactly("B", "C");
    }

    @Test
    void takesAskingForNoChange() {
        store.track(CUSTOMER);
        TrackedCustomer before = tracked();
        clock.pass(Duration.ofMinutes(1));
        store.asked(CUSTOMER);
        assertThat(tracked()).isEqualTo(before);
        assertThat(store.change(before, PASS, KycStatusStoreContract::nothing)).isTrue();
    }

    @Test
    void tellsEachVersionOnceAndNeverTwoAtATimeWhoeverComes() throws Exception {
        int threads = 8;
        int changes = 15;
        store.track(CUSTOMER);
        AtomicBoolean telling = new AtomicBoolean();
        ConcurrentLinkedQueue<Long> told = new ConcurrentLinkedQueue<>();
        inParallel(threads, thread -> {
            for (int changed = 0; changed < changes; ) {
                TrackedCustomer seen = tracked();
                StatusFingerprint next =
                        new StatusFingerprint((seen.version() + "x").repeat(64).substring(0, 64), false);
                boolean isChanged = store.change(seen, next, () -> {
                    assertThat(telling.compareAndSet(false, true)).isTrue();
                    told.add(seen.version());
                    telling.set(false);
                });
                changed += isChanged ? 1 : 0;
            }
        });
        assertThat(List.copyOf(told))
                .hasSize(threads * changes)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(tracked().version())
                .isGreaterThan(told.stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    @Test
    void remembersACustomerWhomManyShareAtOnce() throws Exception {
        inParallel(8, thread -> {
            for (int i = 0; i < 10; i++) {
                store.track(customer("C" + i));
            }
        });
        assertThat(store.findDue(EVER, clock.instant().plusMillis(1), 100)).hasSize(10);
    }

    private static void nothing() {}

    private static void isNotToBeTold() {
        fail("told of what has changed");
    }

    final TrackedCustomer tracked() {
        return tracked("CUST-1");
    }

    private TrackedCustomer tracked(String id) {
        return store.find("BROKERKEY", id).orElseThrow();
    }

    private List<String> findDue(int limit) {
        return ids(store.findDue(EVER, clock.instant().plusMillis(1), limit));
    }

    private static List<String> ids(List<TrackedCustomer> customers) {
        return customers.stream()
                .map(tracked -> tracked.customer().entityCustomerId())
                .toList();
    }

    private void trackOneAMinute(String... ids) {
        for (String id : ids) {
            store.track(customer(id));
            clock.pass(Duration.ofMinutes(1));
        }
    }

    private static KycCustomer customer(String id) {
        return new KycCustomer("BROKERKEY", id, "MAIN-1", "SUB-" + id);
    }

    private static void inParallel(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(executor.submit(() -> work.run(number)));
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private interface Work {
        void run(int thread);
    }
}
