package io.github.kycsharing.samples;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.KycSharingProperties;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Demonstrates on the console that a restart continues durable submissions, and the tracking of their customers. The first start submits
 * records to a slow exchange. A start after a Ctrl-C submits no more records, and shows what it continues.
 */
@Component
class DurableDemonstration implements SmartInitializingSingleton, ApplicationRunner {
    private static final int RECORDS = 12;
    private static final Fault SLOW = Fault.stallBeforeHeaders(Duration.ofSeconds(1));
    private static final SubmissionState[] NOT_TERMINAL = Arrays.stream(SubmissionState.values())
            .filter(state -> !state.isTerminal() && !state.needsPerson())
            .toArray(SubmissionState[]::new);

    private final Onboarding onboarding;
    private final KycSubmissions submissions;
    private final KycLanes lanes;
    private final ApiKeys apiKeys;
    private final Optional<KycExchangeSimulator> embedded;
    private final KycInfo record;
    private final int records;
    private final List<KycSubmission> continued = new ArrayList<>();
    private final AtomicInteger forgotten = new AtomicInteger();
    private final AtomicInteger shown = new AtomicInteger();
    private final PrintStream console = System.out;

    DurableDemonstration(
            Onboarding onboarding,
            KycSubmissions submissions,
            KycLanes lanes,
            ApiKeys apiKeys,
            ObjectProvider<KycExchangeSimulator> exchange,
            KycSharingProperties properties,
            @Value("${broker.demonstration.records:-1}") int records) {
        this.onboarding = onboarding;
        this.submissions = submissions;
        this.lanes = lanes;
        this.apiKeys = apiKeys;
        this.embedded = Optional.ofNullable(exchange.getIfAvailable());
        this.record = properties.brokerType() == BrokerType.KZ_ENTITY ? ExampleRecords.kz() : ExampleRecords.standard();
        // An exchange outside receives example records on request only.
        this.records = records >= 0 ? records : embedded.isPresent() ? RECORDS : 0;
    }

    /** Reads what an earlier run left, before the delivery starts. */
    @Override
    public void afterSingletonsInstantiated() {
        SubmissionFilter filter = SubmissionFilter.all().in(NOT_TERMINAL);
        Optional<String> next;
        do {
            SubmissionPage page = submissions.list(filter);
            continued.addAll(page.submissions());
            next = page.next();
            filter = next.map(filter::after).orElse(filter);
        } while (next.isPresent());
        continued.forEach(submission -> slow(submission.customer().entityCustomerId()));
    }

    @Override
    public void run(ApplicationArguments arguments) {
        int pending = apiKeys.pending().size();
        if (!continued.isEmpty()) {
            showContinued();
        }
        if (pending > 0) {
            console.println("tracked    " + pending
                    + " customers of an earlier run have no API key yet: their status is polled");
        }
        if (continued.size() == forgotten.get() && pending == 0 && records > 0) {
            submit();
        }
    }

    private void showContinued() {
        console.println("--- Durable submissions of an earlier run");
        continued.forEach(submission ->
                console.println("continued  requestNo " + submission.requestNo() + " is " + submission.state()));
        if (embedded.isPresent()) {
            forgotten.set((int) continued.stream()
                    .filter(submission -> submission.state() == SubmissionState.DELIVERED)
                    .count());
            console.println(
                    "The simulated exchange of that run ended with it, and this one has no memory of its requests. The status"
                            + " of a requestNo in doubt is therefore unknown, and its record is sent again.");
        }
        if (forgotten.get() > 0) {
            console.println(
                    "DELIVERED ones were accepted by the exchange that ended: no import can be confirmed, so they become"
                            + " UNCONFIRMED in time.");
        }
        console.println();
        shown.set(continued.size() - forgotten.get());
    }

    private void submit() {
        shown.set(records);
        console.println("--- Durable submissions: " + records
                + " records, each stored in one transaction with its customer's row");
        long account = Instant.now().getEpochSecond() * 1000;
        IntStream.range(0, records).forEach(i -> submit(String.valueOf(account + i)));
        console.println(
                "stored     all records. They are delivered in the background, and each customer's status is tracked until the"
                        + " API key is created. Press Ctrl-C before that, and start the application again: it continues.");
    }

    private void submit(String account) {
        String customer = "demo-" + account;
        slow(customer);
        onboarding.submit(
                KycSharingClients.DEFAULT_NAME,
                ShareKycRequest.of(record.toBuilder()
                        .userInfo(Objects.requireNonNull(record.userInfo()).toBuilder()
                                .entityCustomerId(customer)
                                .brokerSubAccountId(account)
                                .build())
                        .build()));
    }

    private void slow(String entityCustomerId) {
        embedded.ifPresent(
                exchange -> exchange.faults().forCustomer(entityCustomerId).next(SLOW));
    }

    /** Shows the outcome of all, once none is pending. */
    @EventListener
    void onSubmissionChanged(KycSubmissionChanged change) {
        if (!change.state().isTerminal() || shown.get() == 0) {
            return;
        }
        TreeMap<SubmissionState, Long> counts = new TreeMap<>();
        for (KycLane lane : lanes.all()) {
            lane.counts().forEach((state, count) -> counts.merge(state, count, Long::sum));
        }
        long pending = Arrays.stream(NOT_TERMINAL)
                .mapToLong(state -> counts.getOrDefault(state, 0L))
                .sum();
        if (pending <= forgotten.get() && shown.getAndSet(0) > 0) {
            console.println("ended      all submissions, of this run and earlier ones: " + counts);
        }
    }
}
