package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.ReasonForm;
import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.console.internal.web.Tone;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** One submission: what is known and proven, its history, and what its state allows a person to do. */
public final class SubmissionDetailPage implements ConsolePage {
    /** Longest reason of the desk. */
    static final int MAX_REASON = 500;

    private static final String PATH = "/submissions/{id}";
    private static final String REVEAL = "reveal";
    private static final String PUBLISH = "publish-now";
    /** Of one customer. */
    private static final int MAX_SUBMISSIONS = 1000;

    private static final String NOTHING = "Nothing has happened";
    private static final String CHANGED =
            "The submission has changed since you loaded it. Look at it again, and decide again.";

    private final KycSubmissions submissions;
    private final Pages pages;
    private final InstantSource clock;

    /** Shows these submissions. */
    public SubmissionDetailPage(KycSubmissions submissions, Pages pages, InstantSource clock) {
        this.submissions = submissions;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        routes.GET(PATH, request -> show(request, null));
        routes.GET(PATH + "/{action}", request -> form(request, HttpStatus.OK, null));
        routes.POST(PATH + "/{action}", this::act);
    }

    private Optional<KycSubmission> submission(ServerRequest request) {
        try {
            return submissions.find(UUID.fromString(request.pathVariable("id")));
        } catch (IllegalArgumentException e) { // no id
            return Optional.empty();
        }
    }

    private ServerResponse notFound(ServerRequest request) {
        return pages.message(request, HttpStatus.NOT_FOUND, "No such submission", "There is no submission of that id.");
    }

    private ServerResponse show(ServerRequest request, @Nullable CustomerIds revealed) {
        Optional<KycSubmission> found = submission(request);
        if (found.isEmpty()) {
            return notFound(request);
        }
        KycSubmission submission = found.get();
        Instant now = clock.instant();
        List<SubmissionEvent> history = submissions.history(submission.id());
        Optional<KycSubmission> replacement = replacement(submission, history);
        boolean hasFailingListener = hasFailingListener(submission, history);
        return pages.page(
                request,
                "submission",
                "Submission",
                new Content(
                        SubmissionModel.of(submission, now),
                        revealed == null ? Ids.masked(submission.customer()) : Ids.of(revealed),
                        submission.attempts(),
                        submission.replaces().map(UUID::toString).orElse(null),
                        replacement.map(other -> other.id().toString()).orElse(null),
                        submission
                                .code()
                                .flatMap(code -> new ExchangeCode(code).documented())
                                .filter(code -> code != DocumentedCode.SUCCESS)
                                .map(code -> code.meaning() + ": " + code.hint())
                                .orElse(null),
                        importFailure(submission, history),
                        hasFailingListener,
                        TimeText.of(submission.updatedAt(), now),
                        history.stream().map(event -> Entry.of(event, now)).toList(),
                        actions(submission, replacement.isPresent(), hasFailingListener),
                        Pages.user(request).isOperator()));
    }

    /** Commands act on the version that is shown: a change between this page and the form is noticed too. */
    private static List<Link> actions(KycSubmission submission, boolean isReplaced, boolean hasFailingListener) {
        List<Link> actions = new ArrayList<>(submission.commands().stream()
                .filter(command -> command != SubmissionCommand.RESUBMIT || !isReplaced)
                .sorted()
                .map(command -> new Link(path(command) + "?version=" + submission.version(), Words.label(command)))
                .toList());
        if (hasFailingListener) {
            actions.add(new Link(PUBLISH + "?version=" + submission.version(), "Publish events now"));
        }
        return actions;
    }

    /** The submission that continues one which was submitted again. */
    private Optional<KycSubmission> replacement(KycSubmission submission, List<SubmissionEvent> history) {
        return history.stream().anyMatch(event -> event.action().equals(Optional.of(SubmissionAction.RESUBMIT)))
                ? submissions
                        .list(SubmissionFilter.all()
                                .ofCustomer(submission.customer().entityCustomerId())
                                .withPageSize(MAX_SUBMISSIONS))
                        .submissions()
                        .stream()
                        .filter(other -> other.replaces().equals(Optional.of(submission.id())))
                        .findFirst()
                : Optional.empty();
    }

    /** Why the exchange could not import it, in its own words. */
    private static @Nullable String importFailure(KycSubmission submission, List<SubmissionEvent> history) {
        return submission.state() != SubmissionState.IMPORT_FAILED
                ? null
                : history.stream()
                        .filter(event -> event.action().isEmpty() && event.state() == SubmissionState.IMPORT_FAILED)
                        .flatMap(event -> event.note().stream())
                        .findFirst()
                        .orElse(null);
    }

    private boolean hasFailingListener(KycSubmission submission, List<SubmissionEvent> history) {
        return history.stream().anyMatch(event -> event.publishedAt().isEmpty())
                && submissions
                        .list(SubmissionFilter.all()
                                .ofCustomer(submission.customer().entityCustomerId())
                                .withPageSize(MAX_SUBMISSIONS)
                                .withFailingListeners())
                        .submissions()
                        .stream()
                        .anyMatch(failing -> failing.id().equals(submission.id()));
    }

    private static String path(SubmissionCommand command) {
        return command.name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private ServerResponse form(ServerRequest request, HttpStatus status, @Nullable String error) {
        Optional<KycSubmission> found = submission(request);
        if (found.isEmpty()) {
            return notFound(request);
        }
        Optional<Action> action = action(request.pathVariable("action"), found.get());
        if (action.isEmpty()) {
            return conflict(
                    request,
                    "Not possible",
                    "The state " + Labels.of(found.get().state()) + " does not allow it.");
        }
        String version = Long.toString(found.get().version());
        if (request.params().getOrDefault("version", List.of(version)).stream()
                .anyMatch(seen -> !seen.equals(version))) {
            return conflict(request, NOTHING, CHANGED);
        }
        return new ReasonForm(
                        action.get().title,
                        found.get().requestNo(),
                        action.get().effect,
                        "Shown in the timeline with your name. Enter no personal data.",
                        request.pathVariable("action"),
                        "../" + found.get().id(),
                        version,
                        MAX_REASON)
                .show(pages, request, status, error);
    }

    private ServerResponse conflict(ServerRequest request, String title, String text) {
        return pages.message(
                request,
                HttpStatus.CONFLICT,
                title,
                text,
                "submissions/" + request.pathVariable("id"),
                "Show the submission");
    }

    private record Action(
            String title, String effect, @Nullable SubmissionCommand command) {}

    private static Optional<Action> action(String name, KycSubmission submission) {
        return switch (name) {
            case REVEAL ->
                Optional.of(new Action(
                        "Show identifiers",
                        "The ids of the customer and of both accounts are shown once. The history of the submission records who has"
                                + " seen them, when and why.",
                        null));
            case PUBLISH ->
                Optional.of(new Action(
                        "Publish events now",
                        "The pending events of this submission, and of earlier ones of the same customer, are published again at"
                                + " once. Correct the listener first.",
                        null));
            default ->
                Arrays.stream(SubmissionCommand.values())
                        .filter(command -> path(command).equals(name))
                        .filter(submission.commands()::contains)
                        .findFirst()
                        .map(command ->
                                new Action(Words.label(command), Words.effect(command, submission.state()), command));
        };
    }

    private ServerResponse act(ServerRequest request) {
        Optional<KycSubmission> found = submission(request);
        Optional<String> reason = ReasonForm.reason(request, MAX_REASON);
        if (found.isEmpty()) {
            return notFound(request);
        }
        if (reason.isEmpty()) {
            return form(request, HttpStatus.UNPROCESSABLE_CONTENT, ReasonForm.error(MAX_REASON));
        }
        Optional<Action> action = action(request.pathVariable("action"), found.get());
        if (action.isEmpty()) {
            return form(request, HttpStatus.CONFLICT, null);
        }
        Intervention by = ReasonForm.by(request, reason.get());
        UUID id = found.get().id();
        try {
            if (request.pathVariable("action").equals(REVEAL)) {
                return show(request, submissions.reveal(id, by).customer());
            }
            SubmissionCommand command = action.get().command;
            if (command == null && version(request) != found.get().version()) {
                return conflict(request, NOTHING, CHANGED);
            }
            UUID shown = command == null
                    ? submissions.publishNow(id, by).id()
                    : execute(command, id, version(request), by).id();
            return pages.redirect(request, "submissions/" + shown);
        } catch (KycSubmissionException e) {
            return conflict(
                    request,
                    NOTHING,
                    switch (e.reason()) {
                        case VERSION_CONFLICT -> CHANGED;
                        case STATE_NOT_ALLOWED -> "Its state does not allow it any more.";
                        case BODY_ERASED ->
                            "The stored record is deleted, with its end or since it was submitted again. Its timeline says"
                                    + " which.";
                        default -> "The submission was refused: " + Labels.of(e.reason()) + ".";
                    });
        }
    }

    private KycSubmission execute(SubmissionCommand command, UUID id, long version, Intervention by) {
        return switch (command) {
            case CANCEL -> submissions.cancel(id, version, by);
            case RETRY -> submissions.retry(id, version, by);
            case RESOLVE_NOW -> submissions.resolveNow(id, version, by);
            case RESUBMIT -> submissions.resubmit(id, version, by);
            case CLOSE -> submissions.close(id, version, by);
        };
    }

    /** A version that is none is never the current one. */
    private static long version(ServerRequest request) {
        try {
            return Long.parseLong(Pages.field(request, "version").orElse("-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A link to a form. */
    record Link(String href, String label) {}

    /** Identifiers, masked or not. */
    record Ids(String customer, String mainAccount, String subAccount, boolean isMasked) {
        static Ids masked(CustomerIds ids) {
            return new Ids(
                    Masked.of(ids.entityCustomerId()),
                    Masked.of(ids.brokerMainAccountId()),
                    Masked.of(ids.brokerSubAccountId()),
                    true);
        }

        static Ids of(CustomerIds ids) {
            return new Ids(ids.entityCustomerId(), ids.brokerMainAccountId(), ids.brokerSubAccountId(), false);
        }
    }

    /**
     * An entry of the history.
     *
     * @param action what a person did; null if it was none
     * @param before state before; null if it is the same or there was none
     * @param state state after
     */
    record Entry(
            TimeText at,
            @Nullable String action,
            @Nullable String before,
            String state,
            String tone,
            @Nullable String code,
            @Nullable String actor,
            @Nullable String note) {
        static Entry of(SubmissionEvent event, Instant now) {
            Optional<String> before = event.previousState()
                    .filter(state -> state != event.state())
                    .map(Labels::of);
            return new Entry(
                    TimeText.of(event.occurredAt(), now),
                    event.action().map(Words::label).orElse(null),
                    before.orElse(null),
                    Labels.of(event.state()),
                    Tone.of(event.state()).css(),
                    // An action has no response of its own: its entry repeats the code of the last one.
                    event.action().isPresent()
                            ? null
                            : event.code().map(Words::code).orElse(null),
                    event.actor().orElse(null),
                    event.note().orElse(null));
        }
    }

    /**
     * What the template shows.
     *
     * @param replaces id of the submission that it continues; null if it is none
     * @param replacedBy id of the submission that continues it; null if there is none
     * @param codeMeaning what the code means, and what to do; null if that is not documented
     * @param importFailure why the exchange could not import it; null if it did not say so
     * @param hasFailingListener whether a part of the application keeps failing with its events
     */
    record Content(
            SubmissionModel submission,
            Ids ids,
            int attempts,
            @Nullable String replaces,
            @Nullable String replacedBy,
            @Nullable String codeMeaning,
            @Nullable String importFailure,
            boolean hasFailingListener,
            TimeText updatedAt,
            List<Entry> history,
            List<Link> actions,
            boolean isOperator) {}
}
