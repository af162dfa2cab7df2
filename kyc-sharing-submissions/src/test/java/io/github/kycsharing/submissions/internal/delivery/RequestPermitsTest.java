package io.github.kycsharing.submissions.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.rate.Permit;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an execution does with its permit. */
class RequestPermitsTest {
    private ClockedDelivery fixture = new ClockedDelivery(TestDatabase.H2);
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger givenBack = new AtomicInteger();

    @AfterEach
    void close() {
        fixture.close();
    }

    private UUID admitted() {
        UUID id = fixture.submit("C-1");
        assertThat(fixture.admit()).isEqualTo(1);
        return id;
    }

    private void grant(Duration sendWithin) {
        fixture.use((entity, maxWait) -> {
            taken.incrementAndGet();
            return Permit.granted(fixture.clock.instant().plus(sendWithin), givenBack::incrementAndGet);
        });
    }

    @Test
    void refusedPermitLeavesTheRowAsItIs() {
        UUID id = admitted();
        SubmissionRow before = fixture.row(id);
        Instant later = fixture.clock.instant().plusSeconds(3);
        fixture.use((entity, maxWait) -> {
            assertThat(entity).isEqualTo(ClockedDelivery.ENTITY);
            assertThat(maxWait).isLessThanOrEqualTo(Duration.ofMillis(500));
            return Permit.refused(later);
        });

        assertThat(fixture.execute(id)).contains(later);

        assertThat(fixture.row(id)).isEqualTo(before);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.exchange.journal().size()).isZero();
    }

    @Test
    void eachCallUsesOnePermit() {
        UUID id = admitted();
        grant(Duration.ofMinutes(1));

        fixture.clock.set(fixture.execute(id).orElseThrow());
        assertThat(fixture.execute(id)).isEmpty();

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.exchange.journal().size()).isEqualTo(2); // the share, and the query of its import
        assertThat(taken).hasValue(2);
        assertThat(givenBack).hasValue(0);
    }

    @Test
    void permitWithoutACallIsGivenBack() {
        UUID id = admitted();
        grant(Duration.ofMinutes(1));
        fixture.lanes.pause(ClockedDelivery.CLIENT, ClockedDelivery.BY);

        assertThat(fixture.execute(id)).isEmpty();

        assertThat(fixture.exchange.journal().size()).isZero();
        assertThat(taken).hasValue(1);
        assertThat(givenBack).hasValue(1);
    }

    @Test
    void permitThatIsTooOldSendsNothing() {
        UUID id = admitted();
        fixture.use((entity, maxWait) -> taken.getAndIncrement() == 0
                ? Permit.granted(fixture.clock.instant().minusMillis(1), givenBack::incrementAndGet)
                : Permit.refused(fixture.clock.instant().plusSeconds(1)));

        fixture.execute(id);

        assertThat(taken).hasValue(2);
        assertThat(fixture.shares()).isEmpty();
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.row(id).evidence().isClean()).isTrue();
        grant(Duration.ofMinutes(1));
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void windowIsNoWiderThanTheConcurrencyOfTheClient() {
        fixture.close();
        fixture =
                new ClockedDelivery(TestDatabase.H2, BrokerType.STANDARD, builder -> builder.maxConcurrentRequests(2));
        for (int i = 0; i < 4; i++) {
            fixture.submit("C-" + i);
        }

        assertThat(ClockedDelivery.POLICY.window()).isEqualTo(4);
        assertThat(fixture.admit()).isEqualTo(2);
        assertThat(fixture.admit()).isZero();
    }
}
