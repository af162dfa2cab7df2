package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What the desk lists. It is in the address, so it contains no id of a customer.
 *
 * @param view what needs a person, or a state
 * @param client name of a client; empty for all
 * @param age shortest age; empty for all
 */
record DeskFilter(View view, String client, Age age) {
    private static final int PAGE = 50;

    /** A list of the desk. */
    enum View {
        UNRESOLVED("Unresolved", true, Words.meaning(SubmissionState.UNRESOLVED), SubmissionState.UNRESOLVED),
        QUARANTINED("Quarantined", true, Words.meaning(SubmissionState.QUARANTINED), SubmissionState.QUARANTINED),
        IMPORT_FAILED(
                "Import failed", true, Words.meaning(SubmissionState.IMPORT_FAILED), SubmissionState.IMPORT_FAILED),
        REJECTED("Rejected", true, Words.meaning(SubmissionState.REJECTED), SubmissionState.REJECTED),
        LISTENERS(
                "Failing listeners",
                true,
                "A part of this application does not learn what has become of it: it fails each time. Have it corrected,"
                        + " then publish the events again."),
        UNCERTAIN("Uncertain", false, Words.meaning(SubmissionState.UNCERTAIN), SubmissionState.UNCERTAIN),
        QUEUED("Queued", false, Words.meaning(SubmissionState.QUEUED), SubmissionState.QUEUED),
        SENDING("Sending", false, Words.meaning(SubmissionState.SENDING), SubmissionState.SENDING),
        DELIVERED("Delivered", false, Words.meaning(SubmissionState.DELIVERED), SubmissionState.DELIVERED),
        UNCONFIRMED("Unconfirmed", false, Words.meaning(SubmissionState.UNCONFIRMED), SubmissionState.UNCONFIRMED),
        IMPORTED("Imported", false, Words.meaning(SubmissionState.IMPORTED), SubmissionState.IMPORTED),
        CANCELLED("Cancelled", false, Words.meaning(SubmissionState.CANCELLED), SubmissionState.CANCELLED),
        CLOSED("Closed", false, Words.meaning(SubmissionState.CLOSED), SubmissionState.CLOSED);

        private final String label;
        private final boolean needsPerson;
        private final String meaning;

        @SuppressWarnings("ImmutableEnumChecker") // never changed
        private final SubmissionState[] states;

        View(String label, boolean needsPerson, String meaning, SubmissionState... states) {
            this.label = label;
            this.needsPerson = needsPerson;
            this.meaning = meaning;
            this.states = states;
        }

        String label() {
            return label;
        }

        /** What it means to be in the list, and what to do. */
        String meaning() {
            return meaning;
        }

        /** Whether its submissions need a person. */
        boolean needsPerson() {
            return needsPerson;
        }
    }

    /** The shortest age of what is listed. */
    enum Age {
        ANY("any age", Duration.ZERO),
        HOUR("over 1 hour", Duration.ofHours(1)),
        DAY("over 1 day", Duration.ofDays(1)),
        WEEK("over 7 days", Duration.ofDays(7));

        private final String label;
        private final Duration duration;

        Age(String label, Duration duration) {
            this.label = label;
            this.duration = duration;
        }

        String label() {
            return label;
        }
    }

    static Optional<DeskFilter> of(ServerRequest request) {
        Optional<View> view = constant(View.values(), request.param("view").orElse(View.UNRESOLVED.name()));
        Optional<Age> age = constant(Age.values(), request.param("age").orElse(Age.ANY.name()));
        return view.flatMap(list ->
                age.map(atLeast -> new DeskFilter(list, request.param("client").orElse(""), atLeast)));
    }

    private static <T extends Enum<T>> Optional<T> constant(T[] all, String name) {
        return Arrays.stream(all)
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    SubmissionFilter submissions(Instant now) {
        SubmissionFilter filter = SubmissionFilter.all().fromOldest().withPageSize(PAGE);
        filter = view == View.LISTENERS ? filter.withFailingListeners() : filter.in(view.states);
        filter = client.isEmpty() ? filter : filter.ofClient(client);
        return age == Age.ANY ? filter : filter.olderThan(now.minus(age.duration));
    }

    DeskFilter withView(View other) {
        return new DeskFilter(other, client, age);
    }

    /** The filter as the query of a link. */
    String query() {
        return "?view=" + view + "&age=" + age + "&client=" + URLEncoder.encode(client, StandardCharsets.UTF_8);
    }
}
