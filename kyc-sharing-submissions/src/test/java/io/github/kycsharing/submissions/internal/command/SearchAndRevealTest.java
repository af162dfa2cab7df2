package io.github.kycsharing.submissions.internal.command;

import static io.github.kycsharing.submissions.internal.command.CommandFixture.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How people find submissions and read their identifiers, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SearchAndRevealTest {
    private static final Intervention BY = new Intervention("operator", "a call of the customer");

    private final CommandFixture fixture;
    private final StoredSubmissions submissions;

    SearchAndRevealTest(TestDatabase database) {
        fixture = new CommandFixture(database);
        submissions = fixture.submissions;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<KycSubmission> submitted(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> submissions.submit(CLIENT, TestRecords.standard("C-" + i)))
                .toList();
    }

    private List<KycSubmission> list(SubmissionFilter filter) {
        return submissions.list(filter).submissions();
    }

    @Test
    void selectsByCustomerAndBySubAccount() {
        List<KycSubmission> all = submitted(3);

        assertThat(list(SubmissionFilter.all().ofCustomer("C-1"))).containsExactly(all.get(1));
        assertThat(list(SubmissionFilter.all().ofSubAccount("sub-C-2"))).containsExactly(all.get(2));
        assertThat(list(SubmissionFilter.all().ofSubAccount("sub-C-2").ofCustomer("C-1")))
                .isEmpty();
        assertThat(list(SubmissionFilter.all().ofCustomer("C-1' or '1' = '1"))).isEmpty();
        assertThat(SubmissionFilter.all().ofCustomer("C-1").toString()).doesNotContain("C-1");
    }

    @Test
    void selectsByAgeFromTheOldest() {
        List<KycSubmission> all = submitted(4);
        Instant third = all.get(2).submittedAt();

        assertThat(list(SubmissionFilter.all().olderThan(third))).containsExactly(all.get(0), all.get(1));
        assertThat(list(SubmissionFilter.all().fromOldest())).containsExactlyElementsOf(all);
    }

    @Test
    void pagesInBothOrdersWithoutGapsAcrossStates() {
        List<KycSubmission> all = new ArrayList<>(submitted(7));
        all.set(2, fixture.move(all.get(2), SubmissionState.UNRESOLVED));
        all.set(5, fixture.move(all.get(5), SubmissionState.IMPORTED));

        assertThat(pages(SubmissionFilter.all().withPageSize(2).fromOldest())).containsExactlyElementsOf(all);
        List<KycSubmission> newestFirst = pages(SubmissionFilter.all().withPageSize(3));
        assertThat(newestFirst)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 7)
                        .mapToObj(i -> all.get(7 - i))
                        .toList());
        assertThat(list(SubmissionFilter.all().in(SubmissionState.UNRESOLVED, SubmissionState.IMPORTED)))
                .containsExactly(all.get(5), all.get(2));
    }

    private List<KycSubmission> pages(SubmissionFilter filter) {
        List<KycSubmission> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SubmissionPage page = submissions.list(cursor.map(filter::after).orElse(filter));
            all.addAll(page.submissions());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    @Test
    void selectsSubmissionsWhoseListenersKeepFailing() {
        List<KycSubmission> all = submitted(3);
        fixture.jdbc
                .sql("update kyc_sharing_submission_event set publish_failures = 10, publish_due_at = ?"
                        + " where submission_id = ?")
                .param(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))
                .param(all.get(1).id())
                .update();

        assertThat(list(SubmissionFilter.all().withFailingListeners())).containsExactly(all.get(1));

        submissions.publishNow(all.get(1).id(), BY);

        assertThat(fixture.jdbc
                        .sql(
                                "select count(*) from kyc_sharing_submission_event where publish_due_at > current_timestamp")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(submissions.history(all.get(1).id()))
                .last()
                .extracting(SubmissionEvent::action)
                .isEqualTo(Optional.of(SubmissionAction.PUBLISH_NOW));
    }

    @Test
    void eachDisclosureIsRecordedWithWhoAndWhy() {
        KycSubmission submission = submitted(1).get(0);

        KycSubmission revealed = submissions.reveal(submission.id(), BY);

        assertThat(revealed).isEqualTo(submission);
        SubmissionEvent entry = submissions.history(submission.id()).get(1);
        assertThat(entry.action()).contains(SubmissionAction.REVEAL);
        assertThat(entry.actor()).contains("operator");
        assertThat(entry.note()).contains("a call of the customer");
        assertThat(entry.state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(entry.publishedAt()).isEmpty();
        assertThat(fixture.jdbc
                        .sql("select count(*) from kyc_sharing_submission_event where publish_shard is not null")
                        .query(Long.class)
                        .single())
                .as("listeners receive no disclosure")
                .isEqualTo(1);
        assertThatExceptionOfType(KycSubmissionException.class)
                .isThrownBy(() -> submissions.reveal(UUID.randomUUID(), BY))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SUBMISSION_NOT_FOUND));
    }

    @Test
    void historySaysWhatAPersonDid() {
        List<KycSubmission> all = submitted(3);
        KycSubmission quarantined = fixture.move(all.get(0), SubmissionState.QUARANTINED);
        KycSubmission unresolved = fixture.move(all.get(1), SubmissionState.UNRESOLVED);

        submissions.retry(quarantined.id(), quarantined.version(), BY);
        submissions.close(unresolved.id(), unresolved.version(), BY);
        submissions.cancel(all.get(2).id(), all.get(2).version(), BY);

        assertThat(all)
                .extracting(submission ->
                        submissions.history(submission.id()).get(1).action())
                .containsExactly(
                        Optional.of(SubmissionAction.RETRY),
                        Optional.of(SubmissionAction.CLOSE),
                        Optional.of(SubmissionAction.CANCEL));
    }
}
