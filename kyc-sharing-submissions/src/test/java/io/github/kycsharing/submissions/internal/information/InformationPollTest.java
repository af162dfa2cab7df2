package io.github.kycsharing.submissions.internal.information;

import static io.github.kycsharing.submissions.internal.information.InformationFixture.CLIENT;
import static io.github.kycsharing.submissions.internal.information.InformationFixture.ENTITY;
import static io.github.kycsharing.submissions.internal.information.InformationFixture.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.StoredInformationRequest;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.rate.Permit;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of requests for information, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InformationPollTest {
    private final InformationFixture fixture;

    InformationPollTest(TestDatabase database) {
        fixture = new InformationFixture(database);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private RfiRecord raise(String customer) {
        return fixture.exchange.raiseRfi(customer, RfiRequest.of("PASSPORT"));
    }

    private int pages() {
        return fixture.exchange.journal().ofCall(Call.RFI_RECORDS_QUERY).size();
    }

    @Test
    void newRequestIsPublishedOnce() {
        RfiRecord raised = raise("C-1");

        Instant next = fixture.execute();

        assertThat(fixture.publish(KycInformationRequested.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.client()).contains(CLIENT);
                    assertThat(event.bizEntityKey()).isEqualTo(ENTITY);
                    assertThat(event.request().recordId()).contains(raised.recordId());
                    assertThat(event.request().entityCustomerId()).contains("C-1");
                    assertThat(event.request().fileTypes()).containsExactly("PASSPORT");
                });
        assertThat(next).isBetween(fixture.now().plusSeconds(50), fixture.now().plusSeconds(60));
        fixture.run(Duration.ofHours(1));
        assertThat(fixture.publish()).isEmpty();
        assertThat(pages()).isBetween(6, 8);
        StoredInformationRequest stored = fixture.find(raised.recordId());
        assertThat(stored.isOpen()).isTrue();
        assertThat(stored.request().expireTime()).isPresent();
        assertThat(stored.toString()).doesNotContain("C-1");
    }

    @Test
    void withoutAPermitNothingIsReadAndThePageStaysDue() {
        raise("C-1");
        fixture.permits = (entity, maxWait) -> Permit.refused(fixture.now().plusSeconds(1));

        Instant next = fixture.execute();

        assertThat(pages()).isZero();
        assertThat(next).isBetween(fixture.now(), fixture.now().plusSeconds(2));
        fixture.permits = RequestPermits.UNLIMITED;
        fixture.execute();
        assertThat(pages()).isEqualTo(1);
        assertThat(fixture.count("information_request")).isEqualTo(1);
    }

    @Test
    void requestThatNeedsNoFilesIsStoredAndNotPublished() {
        List<String> statuses = List.of("PASS", "CLOSE", "REFUSED", "EXPIRED", "UPLOADING", "REVIEW");
        List<RfiRecord> raised = statuses.stream()
                .map(status -> raise("C-" + status).set(status))
                .toList();
        RfiRecord unknown = raise("C-unknown").set("BRAND_NEW");

        fixture.execute();

        assertThat(fixture.publish(KycInformationRequested.class))
                .singleElement()
                .satisfies(event -> assertThat(event.request().recordId()).contains(unknown.recordId()));
        assertThat(fixture.count("information_request")).isEqualTo(7);
        assertThat(fixture.information.open(CLIENT))
                .extracting(StoredInformationRequest::entityCustomerId)
                .containsExactlyInAnyOrder("C-UPLOADING", "C-REVIEW", "C-unknown");

        raised.get(4).set("PROCESS");
        fixture.run(Duration.ofMinutes(20));
        assertThat(fixture.publish(KycInformationRequested.class))
                .singleElement()
                .satisfies(event -> assertThat(event.request().recordId())
                        .contains(raised.get(4).recordId()));
    }

    @Test
    void closedRequestIsOpenNoMore() {
        RfiRecord raised = raise("C-1");
        fixture.execute();
        raised.set("PASS");

        fixture.run(Duration.ofMinutes(11));

        StoredInformationRequest stored = fixture.find(raised.recordId());
        assertThat(stored.closedAt()).isPresent();
        assertThat(stored.request().status()).contains(InformationRequestStatus.PASS);
        assertThat(stored.request().auditor()).contains("auditor");
        assertThat(fixture.information.open(CLIENT)).isEmpty();
    }

    @Test
    void closedRequestsAreDeletedAfterAWhileAndErasedOnesStay() {
        raise("C-1").set("PASS");
        raise("C-2").set("PASS");
        raise("C-3");
        fixture.execute();
        fixture.tx.executeWithoutResult(status -> fixture.data.erase(ENTITY, "C-2"));

        assertThat(fixture.<Integer>inTransaction(() -> fixture.data
                        .informationRequests()
                        .deleteClosed(fixture.now().minusSeconds(1), 10)))
                .isZero();
        assertThat(fixture.<Integer>inTransaction(() -> fixture.data
                        .informationRequests()
                        .deleteClosed(fixture.now().plusSeconds(1), 10)))
                .isEqualTo(1);

        assertThat(fixture.count("information_request where erased_at is not null"))
                .isEqualTo(1);
        assertThat(fixture.information.open(CLIENT))
                .extracting(StoredInformationRequest::entityCustomerId)
                .containsExactly("C-3");
    }

    @Test
    void openRequestsArePaged() {
        List<String> raised = Stream.of("C-1", "C-2", "C-3")
                .map(customer -> raise(customer).recordId())
                .toList();
        fixture.execute();

        List<String> listed = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int i = 0; i < 3; i++) {
            StoredInformationRequest request =
                    fixture.information.open(CLIENT, after, 1).get(0);
            listed.add(request.recordId());
            after = Optional.of(request.recordId());
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(raised);
        assertThat(fixture.information.open(CLIENT, after, 1)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> fixture.information.open(CLIENT, Optional.empty(), 0));
    }

    @Test
    void twoInstancesStoreAndPublishEachRequestOnce() {
        for (int i = 0; i < 120; i++) {
            raise("C-" + i);
        }
        InformationPoll other = fixture.otherInstance();

        CompletableFuture<Instant> both = CompletableFuture.supplyAsync(() -> fixture.execute(other));
        fixture.execute();
        both.join();
        fixture.run(Duration.ofMinutes(11));

        assertThat(fixture.publish(KycInformationRequested.class))
                .extracting(event -> event.request().recordId().orElseThrow())
                .hasSize(120)
                .doesNotHaveDuplicates();
    }

    @Test
    void longListIsReadInParts() {
        for (int i = 0; i < 1_020; i++) {
            raise("C-" + i);
        }

        fixture.execute();
        int first = pages();
        assertThat(first).isBetween(1, InformationList.PAGES);
        assertThat(fixture.count("information_request")).isEqualTo(first * InformationList.ROWS);
        fixture.advance(Duration.ofSeconds(30));
        fixture.execute();
        assertThat(pages()).as("pages are not read at once").isEqualTo(first);

        fixture.run(POLICY.interval().multipliedBy(2));
        assertThat(fixture.count("information_request")).isEqualTo(1_020);
        assertThat(fixture.publish(KycInformationRequested.class)).hasSize(1_020);
    }

    @Test
    void crashAtAnyStepLosesNoEvent() {
        for (String step : List.of("information-page", "information-store", "information-stored")) {
            RfiRecord raised = raise("C-" + step);

            fixture.crashBefore(step);
            fixture.run(Duration.ofMinutes(11));

            assertThat(fixture.publish(KycInformationRequested.class))
                    .as(step)
                    .singleElement()
                    .satisfies(event -> assertThat(event.request().recordId()).contains(raised.recordId()));
        }
    }

    @Test
    void wakeUpReadsTheListNowAndOnceInTenSeconds() {
        fixture.execute();
        for (int i = 0; i < 50; i++) {
            RfiRecord raised = raise("C-" + i);
            fixture.tx.executeWithoutResult(
                    status -> fixture.data.informationRequests().wake(ENTITY, fixture.now()));
            fixture.execute();
            fixture.advance(Duration.ofSeconds(1));
            if (i == 49) {
                fixture.run(Duration.ofSeconds(11));
                assertThat(fixture.information.find(CLIENT, raised.recordId())).isPresent();
            }
        }
        assertThat(pages()).isBetween(6, 8);
        assertThat(fixture.tx.<Boolean>execute(
                        status -> fixture.data.informationRequests().wake(ENTITY, fixture.now())))
                .isTrue();
        assertThat(fixture.tx.<Boolean>execute(
                        status -> fixture.data.informationRequests().wake(ENTITY, fixture.now())))
                .isFalse();
    }
}
