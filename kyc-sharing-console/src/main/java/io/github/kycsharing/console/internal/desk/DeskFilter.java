package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        UNRESOLVED(SubmissionState.UNRESOLVED, true),
        QUARANTINED(SubmissionState.QUARANTINED, true),
        IMPORT_FAILED(SubmissionState.IMPORT_FAILED, true),
        REJECTED(SubmissionState.REJECTED, true),
        LISTENERS(
                null,
                true,
                "Failing listeners",
                "A part of this application does not learn what has become of it: it fails each time. Have it corrected,"
                        + " then publish the events again."),
        UNCERTAIN(SubmissionState.UNCERTAIN, false),
        QUEUED(SubmissionState.QUEUED, false),
        SENDING(SubmissionState.SENDING, false),
        DELIVERED(SubmissionState.DELIVERED, false),
        UNCONFIRMED(SubmissionState.UNCONFIRMED, false),
        IMPORTED(SubmissionState.IMPORTED, false),
        CANCELLED(SubmissionState.CANCELLED, false),
        CLOSED(SubmissionState.CLOSED, false);

        private final @Nullable SubmissionState state;
        private final boolean needsPerson;
        private final String label;
        private final String meaning;

        View(SubmissionState state, boolean needsPerson) {
            this(state, needsPerson, Labels.of(state), Words.meaning(state));
        }

        View(@Nullable SubmissionState state, boolean needsPerson, String label, String meaning) {
            this.state = state;
            this.needsPerson = needsPerson;
            this.label = label;
            this.meaning = meaning;
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
        filter = view.state == null ? filter.withFailingListeners() : filter.in(view.state);
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
