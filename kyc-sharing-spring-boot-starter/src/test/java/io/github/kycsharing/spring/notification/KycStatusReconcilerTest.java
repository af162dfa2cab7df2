package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.SteppingClock;
import io.github.kycsharing.spring.notification.ReconciliationRun.Outcome;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KycStatusReconcilerTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("ONE", "s3cret"), ExchangeEntity.standard("TWO", "s3cret"));

    private final SteppingClock clock = new SteppingClock();
    private final KycStatusStore store = new InMemoryKycStatusStore(clock);
    private final Clients clients = new Clients();
    private final List<String> told = new ArrayList<>();
    private final Set<String> refusing = new HashSet<>();
    private Runnable whileTelling = () -> {};

    @AfterEach
    void close() {
        clients.byKey.values().forEach(KycSharingClient::close);
    }

    @Test
    void findsAStatusThatWasNeverNotifiedAndTellsItOnce() {
        KycStatusReconciler reconciler = reconciler(10);
        track("ONE", "A");
        EXCHANGE.exchange().status("ONE", "A").set(ExchangeStatus.PASS);
        clock.pass(Duration.ofMinutes(30));

        assertThat(run(reconciler).count(Outcome.CHANGED)).isEqualTo(1);
        assertThat(told).containsExactly("A PASS");
        assertThat(store.find("ONE", "A")).map(TrackedCustomer::isTerminal).contains(true);

        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(told).hasSize(1);
        assertThat(queries()).containsExactly("A");
    }

    @Test
    void keepsAskingAsLongAsTheExchangeHasNotDecidedAndTellsEachChange() {
        KycStatusReconciler reconciler = reconciler(10);
        track("ONE", "A");
        for (ExchangeStatus status : List.of(
                ExchangeStatus.PROCESS, ExchangeStatus.PROCESS, ExchangeStatus.REVIEW, ExchangeStatus.REFUSED)) {
            EXCHANGE.exchange().status("ONE", "A").set(status);
            clock.pass(Duration.ofMinutes(30));
            run(reconciler);
        }
        assertThat(told).containsExactly("A PROCESS", "A REVIEW", "A REFUSED");
    }

    @Test
    void takesACustomerWhomTheExchangeDoesNotKnowYetForUndecided() {
        KycStatusReconciler reconciler = reconciler(10);
        track("ONE", "A");
        clock.pass(Duration.ofMinutes(30));
        assertThat(run(reconciler).count(Outcome.UNCHANGED)).isEqualTo(1);
        EXCHANGE.exchange().status("ONE", "A").set(ExchangeStatus.PASS);
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(told).containsExactly("A PASS");
    }

    @Test
    void leavesTheFirstMinutesToTheExchangesNotifications() {
        KycStatusReconciler reconciler = reconciler(10);
        track("ONE", "A");
        clock.pass(Duration.ofMinutes(20));
        run(reconciler);
        assertThat(queries()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        run(reconciler);
        assertThat(queries()).containsExactly("A");
        clock.pass(Duration.ofMinutes(20));
        run(reconciler);
        assertThat(queries()).hasSize(1);
    }

    @Test
    void givesUpInTheEnd() {
        KycStatusReconciler reconciler = reconciler(10);
        track("ONE", "A");
        clock.pass(Duration.ofDays(30).minusMillis(1));
        run(reconciler);
        assertThat(queries()).containsExactly("A");
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(queries()).hasSize(1);

        track("ONE", "A");
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(queries()).hasSize(2);
    }

    @Test
    void givesEachCustomerATurn() {
        KycStatusReconciler reconciler = reconciler(2);
        for (String id : List.of("A", "B", "C", "D", "E")) {
            track("ONE", id);
            clock.pass(Duration.ofSeconds(1));
        }
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(30));
            run(reconciler);
        }
        assertThat(queries()).startsWith("A", "B", "C", "D", "E").hasSize(8);
        assertThat(queries().subList(5, 8)).containsAnyOf("A", "B").doesNotContain("E");
    }

    @Test
    void tellsTheOthersWhenAListenerFailsForOneAndThatOneAgainLater(CapturedOutput output) {
        KycStatusReconciler reconciler = reconciler(10);
        for (String id : List.of("A", "B")) {
            track("ONE", id);
            EXCHANGE.exchange().status("ONE", id).set(ExchangeStatus.PASS);
            clock.pass(Duration.ofSeconds(1));
        }
        refusing.add("A");
        clock.pass(Duration.ofMinutes(30));
        ReconciliationRun run = run(reconciler);
        assertThat(run.count(Outcome.FAILED)).isEqualTo(1);
        assertThat(told).containsExactly("B PASS");
        assertThat(output).contains("java.lang.IllegalStateException, caused by java.lang.NumberFormatException");

        refusing.clear();
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(told).containsExactly("B PASS", "A PASS");
    }

    @Test
    void letsOneWhoAlwaysFailsKeepNobodyWaiting() {
        KycStatusReconciler reconciler = reconciler(1);
        for (String id : List.of("A", "B")) {
            track("ONE", id);
            EXCHANGE.exchange().status("ONE", id).set(ExchangeStatus.PASS);
            clock.pass(Duration.ofSeconds(1));
        }
        refusing.add("A");
        for (int i = 0; i < 2; i++) {
            clock.pass(Duration.ofMinutes(30));
            run(reconciler);
        }
        assertThat(told).containsExactly("B PASS");
    }

    @Test
    void takesARefusedQueryForThatCustomersFailureOnly() {
        KycStatusReconciler reconciler = reconciler(10);
        for (String id : List.of("A", "B", "C", "D", "E")) {
            track("ONE", id);
            EXCHANGE.exchange().faults().forCustomer(id).always(Fault.code("000002"));
        }
        clock.pass(Duration.ofMinutes(30));
        assertThat(run(reconciler).count(Outcome.FAILED)).isEqualTo(5);
        assertThat(queries()).hasSize(5);
    }

    @Test
    void leavesTheRestToLaterRunsWhenTheExchangeIsOutOfReachOfOneClient(CapturedOutput output) {
        KycStatusReconciler reconciler = reconciler(100);
        clients.replace("ONE", "http://127.0.0.1:1");
        for (String id : List.of("A", "B", "C", "D", "E", "F")) {
            track("ONE", id);
            track("TWO", id);
            EXCHANGE.exchange().status("TWO", id).set(ExchangeStatus.PASS);
            clock.pass(Duration.ofSeconds(1));
        }
        clock.pass(Duration.ofMinutes(30));
        ReconciliationRun run = run(reconciler);
        assertThat(run.count(Outcome.UNREACHABLE)).isEqualTo(3);
        assertThat(run.count(Outcome.SKIPPED)).isEqualTo(3);
        assertThat(run.count(Outcome.CHANGED)).isEqualTo(6);
        assertThat(output).contains("out of reach, 3 customers");

        clients.replace("ONE", EXCHANGE.exchange().baseUrl());
        clock.pass(Duration.ofMinutes(30));
        assertThat(run(reconciler).count(Outcome.UNCHANGED)).isEqualTo(6);
    }

    @Test
    void takesAnAnswerThatCannotBeReadForOutOfReach() {
        KycStatusReconciler reconciler = reconciler(100);
        EXCHANGE.exchange().faults().forStatusQueries().always(Fault.HTTP_503);
        for (String id : List.of("A", "B", "C", "D")) {
            track("ONE", id);
        }
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(queries()).hasSize(3);
    }

    @Test
    void skipsCustomersOfAnEntityThatHasNoClientHere(CapturedOutput output) {
        KycStatusReconciler reconciler = reconciler(1);
        track("GONE", "A");
        clock.pass(Duration.ofSeconds(1));
        track("ONE", "B");
        clock.pass(Duration.ofMinutes(30));
        assertThat(run(reconciler).count(Outcome.UNKNOWN_CLIENT)).isEqualTo(1);
        assertThat(output).contains("1 of the customers asked about belong to no client");
        run(reconciler);
        assertThat(queries()).containsExactly("B");
    }

    @Test
    void takesUpNobodyElseWhenTheApplicationEnds() {
        KycStatusReconciler reconciler = reconciler(10);
        whileTelling = reconciler::stop;
        for (String id : List.of("A", "B")) {
            track("ONE", id);
            EXCHANGE.exchange().status("ONE", id).set(ExchangeStatus.PASS);
            clock.pass(Duration.ofSeconds(1));
        }
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(told).containsExactly("A PASS");

        reconciler.start();
        run(reconciler);
        assertThat(told).containsExactly("A PASS", "B PASS");
    }

    @Test
    void endsARunWhoseClientIsClosed() {
        KycStatusReconciler reconciler = reconciler(10);
        track("ONE", "A");
        track("ONE", "B");
        clients.findByBizEntityKey("ONE").orElseThrow().close();
        clock.pass(Duration.ofMinutes(30));
        ReconciliationRun run = run(reconciler);
        assertThat(run.count(Outcome.STOPPED)).isEqualTo(1);
        assertThat(run.count(Outcome.FAILED)).isZero();
    }

    @Test
    void takesUpNobodyElseWhenARunTakesTooLong() {
        KycStatusReconciler reconciler = reconciler(10);
        whileTelling = () -> clock.pass(KycStatusReconciler.MAX_RUN.plusMillis(1));
        for (String id : List.of("A", "B")) {
            track("ONE", id);
            EXCHANGE.exchange().status("ONE", id).set(ExchangeStatus.PASS);
            clock.pass(Duration.ofSeconds(1));
        }
        clock.pass(Duration.ofMinutes(30));
        run(reconciler);
        assertThat(told).containsExactly("A PASS");
    }

    @Test
    void makesNoRunWhileAnotherInstanceIsAtIt() {
        KycStatusReconciler reconciler =
                new KycStatusReconciler(store, confirmation(), clients, properties(10), (longest, work) -> {}, clock);
        track("ONE", "A");
        clock.pass(Duration.ofMinutes(30));
        assertThat(reconciler.run()).isEmpty();
        assertThat(queries()).isEmpty();
    }

    @Test
    void endsARunWhenTheStoreFails() {
        KycStatusStore broken = new ForwardingStore(store) {
            @Override
            public void asked(KycCustomer customer) {
                throw new IllegalStateException("the database is down");
            }
        };
        KycStatusReconciler reconciler = new KycStatusReconciler(
                broken, confirmation(), clients, properties(10), ReconciliationLock.NONE, clock);
        track("ONE", "A");
        clock.pass(Duration.ofMinutes(30));
        EXCHANGE.exchange().faults().forStatusQueries().always(Fault.HTTP_503);
        assertThatIllegalStateException().isThrownBy(reconciler::run);
    }

    @Test
    void logsNothingOfACustomerEvenAtTrace(CapturedOutput output) {
        Logger ours = (Logger) LoggerFactory.getLogger("io.github.kycsharing");
        ours.setLevel(Level.TRACE);
        try {
            KycStatusReconciler reconciler = reconciler(10);
            clients.replace("TWO", "http://127.0.0.1:1");
            for (String id : List.of("CANARY-told", "CANARY-refused", "CANARY-rejected", "CANARY-garbled")) {
                track("ONE", id);
                EXCHANGE.exchange().status("ONE", id).set(ExchangeStatus.REFUSED.withFailReason("CANARY-reason"));
            }
            track("TWO", "CANARY-out-of-reach");
            track("GONE", "CANARY-unknown");
            refusing.add("CANARY-refused");
            EXCHANGE.exchange().faults().forCustomer("CANARY-rejected").always(Fault.code("000002"));
            EXCHANGE.exchange().faults().forCustomer("CANARY-garbled").always(Fault.GARBAGE);
            clock.pass(Duration.ofMinutes(30));
            ReconciliationRun run = run(reconciler);
            assertThat(run.count(Outcome.CHANGED)).isEqualTo(1);
            assertThat(run.count(Outcome.FAILED)).isEqualTo(2);
            assertThat(run.count(Outcome.UNREACHABLE)).isEqualTo(2);
            assertThat(run.count(Outcome.UNKNOWN_CLIENT)).isEqualTo(1);
            assertThat(run.toString()).doesNotContain("CANARY");
        } finally {
            ours.setLevel(null);
        }
        assertThat(output).contains("reconciled [changed 1").doesNotContain("CANARY");
    }

    private KycStatusReconciler reconciler(int batchSize) {
        return new KycStatusReconciler(
                store, confirmation(), clients, properties(batchSize), ReconciliationLock.NONE, clock);
    }

    private static KycReconciliationProperties properties(int batchSize) {
        return new KycReconciliationProperties(
                true, Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofDays(30), batchSize);
    }

    private StatusConfirmation confirmation() {
        return new StatusConfirmation(store, event -> {
            KycStatusChanged change = (KycStatusChanged) event;
            String id = change.customer().entityCustomerId();
            if (refusing.contains(id)) {
                throw new IllegalStateException("about " + id, new NumberFormatException(id));
            }
            told.add(id + " " + change.status().levelStatus().orElseThrow().value());
            whileTelling.run();
        });
    }

    private void track(String key, String id) {
        store.track(new KycCustomer(key, id, "1001", "2002"));
    }

    private static ReconciliationRun run(KycStatusReconciler reconciler) {
        return reconciler.run().orElseThrow();
    }

    private static List<String> queries() {
        return EXCHANGE.exchange().journal().statusQueries().stream()
                .map(request -> request.entityCustomerId())
                .toList();
    }

    private static final class Clients implements KycSharingClients {
        private final Map<String, KycSharingClient> byKey = new HashMap<>();

        Clients() {
            replace("ONE", EXCHANGE.exchange().baseUrl());
            replace("TWO", EXCHANGE.exchange().baseUrl());
        }

        void replace(String key, String baseUrl) {
            KycSharingClient old = byKey.put(
                    key,
                    KycSharingClient.builder()
                            .bizEntityKey(key)
                            .secret("s3cret")
                            .brokerType(BrokerType.STANDARD)
                            .baseUrl(baseUrl)
                            .delivery(DeliveryOptions.builder().maxAttempts(1).build())
                            .build());
            if (old != null) {
                old.close();
            }
        }

        @Override
        public Set<String> names() {
            return byKey.keySet();
        }

        @Override
        public Optional<KycSharingClient> find(String name) {
            return findByBizEntityKey(name);
        }

        @Override
        public Optional<KycSharingClient> findByBizEntityKey(String bizEntityKey) {
            return Optional.ofNullable(byKey.get(bizEntityKey));
        }
    }
}
