package io.github.kycsharing.submissions.internal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.publication.PublisherFixture.Publisher;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EventPublicationTest {
    @SuppressWarnings("NullAway.Init") // each test creates it, on its database
    private PublisherFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEventHasTheSubmissionAndItsNote(TestDatabase database) {
        fixture = new PublisherFixture(database);
        Publisher publisher = fixture.publisher(event -> {});
        SubmissionRow row = fixture.submit("C1");
        fixture.change(row, SubmissionState.CANCELLED, "duplicate of R7");
        publisher.start();

        await().until(() -> publisher.received.size() == 2);
        KycSubmissionChanged first = publisher.received.get(0);
        assertThat(first.previousState()).isEmpty();
        assertThat(first.state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(first.note()).isEmpty();
        KycSubmissionChanged second = publisher.received.get(1);
        assertThat(second.submissionId()).isEqualTo(row.id());
        assertThat(second.requestNo()).isEqualTo(row.requestNo());
        assertThat(second.customer()).isEqualTo(row.customer());
        assertThat(second.client()).contains("broker");
        assertThat(second.previousState()).contains(SubmissionState.QUEUED);
        assertThat(second.state()).isEqualTo(SubmissionState.CANCELLED);
        assertThat(second.note()).contains("duplicate of R7");
    }

    /** Two instances, three of ten listeners' calls fail: what they write is there once for each event, in order for each customer. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void effectsInTheDatabaseHappenExactlyOnceInOrder(TestDatabase database) {
        fixture = new PublisherFixture(database);
        AtomicInteger calls = new AtomicInteger();
        List<Publisher> publishers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            publishers.add(fixture.publisher(event -> {
                fixture.effect(event);
                if (calls.incrementAndGet() % 10 < 3) {
                    throw new IllegalStateException("fails sometimes");
                }
            }));
        }
        List<SubmissionRow> rows =
                IntStream.range(0, 20).mapToObj(i -> fixture.submit("C" + i)).toList();
        publishers.forEach(Publisher::start);
        for (int i = 0; i < 9; i++) {
            SubmissionState state = i % 2 == 0 ? SubmissionState.UNCERTAIN : SubmissionState.QUEUED;
            rows.forEach(row -> fixture.change(row, state, "note"));
            publishers.forEach(Publisher::wake);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> fixture.unpublished() == 0);
        List<Long> effects = fixture.effects();
        assertThat(effects).hasSize(200).doesNotHaveDuplicates();
        rows.forEach(row -> assertThat(fixture.effects(row)).hasSize(10).isSorted());
    }

    /** The number of an event is drawn before its transaction commits, so a transaction that takes long has a smaller one than others. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEventThatIsCommittedLateIsPublishedThenAndHoldsBackOnlyWhatComesAfterIt(TestDatabase database) {
        fixture = new PublisherFixture(database);
        SubmissionRow first = fixture.submit("C1");
        Publisher publisher = fixture.publisher(fixture::effect);
        publisher.start();

        SubmissionRow late = fixture.submit("C1", () -> {
            fixture.change(first, SubmissionState.DELIVERED, "note");
            publisher.wake();
            await().until(() -> fixture.effects(first).size() == 2);
        });
        fixture.change(late, SubmissionState.CANCELLED, "note");
        publisher.wake();

        await().until(() -> fixture.unpublished() == 0);
        assertThat(fixture.effects(late)).hasSize(2).isSorted();
        assertThat(fixture.effects(late).get(0))
                .as("drawn before")
                .isLessThan(fixture.effects(first).get(1));
        assertThat(fixture.effects())
                .containsExactly(
                        fixture.effects(first).get(0),
                        fixture.effects(first).get(1),
                        fixture.effects(late).get(0),
                        fixture.effects(late).get(1));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFailingListenerPostponesThatCustomerOnly(TestDatabase database, CapturedOutput output) {
        fixture = new PublisherFixture(database);
        SubmissionRow failing = fixture.submit("C1");
        fixture.change(failing, SubmissionState.UNCERTAIN, "note");
        Publisher publisher = fixture.publisher(event -> {
            if (event.submissionId().equals(failing.id())) {
                throw new IllegalStateException("about C1");
            }
        });
        IntStream.range(2, 30).forEach(i -> fixture.submit("C" + i));
        publisher.start();

        await().until(() -> fixture.unpublished() == 2);
        await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("have failed 10 times"));
        assertThat(publisher.received)
                .filteredOn(event -> event.submissionId().equals(failing.id()))
                .isEmpty(); // the second waits for the first
        assertThat(output)
                .contains(failing.requestNo(), "java.lang.IllegalStateException")
                .doesNotContain("C1");

        await().during(Duration.ofMillis(500)).until(() -> fixture.unpublished() == 2);
        assertThat(output.getOut().split("have failed", -1)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aListenerAfterTheCommitReadsTheEventAsPublished(TestDatabase database) {
        fixture = new PublisherFixture(database);
        Map<Long, Boolean> publishedThen = new ConcurrentHashMap<>();
        Publisher publisher = fixture.publisher(event -> {});
        publisher.afterCommit = event -> publishedThen.put(event.eventId(), fixture.isPublished(event.eventId()));
        fixture.submit("C1");
        publisher.start();

        await().until(() -> !publishedThen.isEmpty());
        assertThat(publishedThen).containsValue(true).doesNotContainValue(false);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAListenerSubmitsIsCommittedWithTheEventOnly(TestDatabase database) {
        fixture = new PublisherFixture(database);
        AtomicInteger calls = new AtomicInteger();
        Publisher publisher = fixture.publisher(event -> {
            if (event.customer().entityCustomerId().equals("C1")) {
                fixture.submit("C2"); // joins the transaction of the publication
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("the first time");
                }
            }
        });
        fixture.submit("C1");
        publisher.start();

        await().until(() -> fixture.unpublished() == 0 && publisher.received.size() == 2);
        assertThat(calls).hasValue(2);
        assertThat(fixture.submissions()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void slowListenersUseTwoConnectionsAndStopWaitsForThem(TestDatabase database) throws Exception {
        fixture = new PublisherFixture(database);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        Publisher publisher = fixture.publisher(event -> {
            begun.countDown();
            await().until(() -> end.getCount() == 0);
        });
        IntStream.range(0, 20).forEach(i -> fixture.submit("C" + i));
        publisher.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        await().during(Duration.ofMillis(200)).until(() -> publisher.activeConnections() == 2);
        Thread stop = new Thread(publisher::stop);
        stop.start();
        await().during(Duration.ofMillis(100)).until(stop::isAlive);
        end.countDown();
        stop.join(10_000);
        assertThat(stop.isAlive()).isFalse();
        assertThat(fixture.unpublished()).isEqualTo(18);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anUnknownKeyLeavesTheEventToOthers(TestDatabase database) {
        fixture = new PublisherFixture(database);
        Publisher without = fixture.publisherWithoutKey(event -> {});
        fixture.change(fixture.submit("C1"), SubmissionState.CANCELLED, "note");
        without.start();

        await().until(() -> fixture.unpublished() == 1);
        await().until(() ->
                fixture.nextDue().filter(due -> due.isAfter(Instant.now())).isPresent());
        assertThat(fixture.failures()).isZero();
    }
}
