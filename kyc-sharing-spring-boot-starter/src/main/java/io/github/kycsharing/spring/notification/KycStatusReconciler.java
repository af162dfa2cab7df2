package io.github.kycsharing.spring.notification;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.notification.ReconciliationRun.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about customers of whom no notification came, or none that the application could take. What it finds out is told in the
 * same way as after a notification. What goes wrong with one customer is that customer's, and logged without a message: a
 * listener's may be about the customer.
 */
final class KycStatusReconciler {
    /** No customer is taken up after that, so that a run is over before its lock is. */
    static final Duration MAX_RUN = Duration.ofMinutes(10);

    /** What is left for the last customer: waits, answers and listeners. */
    static final Duration MAX_LOCK = MAX_RUN.multipliedBy(3);

    private static final Logger log = LoggerFactory.getLogger(KycStatusReconciler.class);

    private final KycStatusStore store;
    private final StatusConfirmation confirmation;
    private final KycSharingClients clients;
    private final KycReconciliationProperties properties;
    private final ReconciliationLock lock;
    private final Clock clock;
    private volatile boolean stopping;

    KycStatusReconciler(
            KycStatusStore store,
            StatusConfirmation confirmation,
            KycSharingClients clients,
            KycReconciliationProperties properties,
            ReconciliationLock lock,
            Clock clock) {
        this.store = store;
        this.confirmation = confirmation;
        this.clients = clients;
        this.properties = properties;
        this.lock = lock;
        this.clock = clock;
    }

    /** Takes up work from now on. */
    void start() {
        stopping = false;
    }

    /** Takes up no further customer. */
    void stop() {
        stopping = true;
    }

    /**
     * Makes one run, unless another instance is at it.
     *
     * @return what it came to; nothing if another instance was at it
     */
    Optional<ReconciliationRun> run() {
        ReconciliationRun run = new ReconciliationRun();
        lock.whileHeld(MAX_LOCK, () -> run(run));
        return run.isBegun() ? Optional.of(run) : Optional.empty();
    }

    private void run(ReconciliationRun run) {
        Instant now = clock.instant();
        run.begin();
        List<TrackedCustomer> due = store.findDue(
                now.minus(properties.giveUpAfter()), now.minus(properties.minAge()), properties.batchSize());
        for (TrackedCustomer tracked : due) {
            if (stopping || clock.instant().isAfter(now.plus(MAX_RUN))) {
                break;
            }
            Outcome outcome = reconcile(tracked, run);
            run.note(tracked.customer().bizEntityKey(), outcome);
            if (outcome == Outcome.STOPPED) {
                break;
            }
        }
        log.debug("reconciled {}", run);
        if (run.count(Outcome.UNKNOWN_CLIENT) > 0) {
            log.warn(
                    "{} of the customers asked about belong to no client of this application",
                    run.count(Outcome.UNKNOWN_CLIENT));
        }
        if (run.count(Outcome.SKIPPED) > 0) {
            log.warn("The exchange is out of reach, {} customers are left to later runs", run.count(Outcome.SKIPPED));
        }
    }

    private Outcome reconcile(TrackedCustomer tracked, ReconciliationRun run) {
        KycCustomer customer = tracked.customer();
        if (run.isOutOfReach(customer.bizEntityKey())) {
            store.asked(customer);
            return Outcome.SKIPPED;
        }
        Optional<KycSharingClient> client = clients.findByBizEntityKey(customer.bizEntityKey());
        if (client.isEmpty()) {
            store.asked(customer);
            return Outcome.UNKNOWN_CLIENT;
        }
        try {
            return confirm(client.get(), tracked);
        } catch (KycNotSentException e) {
            return switch (e.reason()) {
                case CLOSED, INTERRUPTED -> Outcome.STOPPED;
                case NO_CONNECTION -> failed(customer, Outcome.UNREACHABLE, e);
                default -> failed(customer, Outcome.FAILED, e);
            };
        } catch (KycNoResponseException e) {
            return failed(customer, Outcome.UNREACHABLE, e);
        } catch (RuntimeException e) {
            return failed(customer, Outcome.FAILED, e);
        }
    }

    private Outcome confirm(KycSharingClient client, TrackedCustomer tracked) {
        return switch (confirmation.confirm(client, tracked)) {
            case CHANGED -> Outcome.CHANGED;
            case UNCHANGED, NO_SUCH_RECORD, CONTENDED -> Outcome.UNCHANGED;
        };
    }

    /** Others come first the next time, so that one who always fails keeps nobody waiting. */
    private Outcome failed(KycCustomer customer, Outcome outcome, RuntimeException failure) {
        log.warn("A customer's status could not be found out or told: {}", FailureNames.of(failure));
        store.asked(customer);
        return outcome;
    }
}
