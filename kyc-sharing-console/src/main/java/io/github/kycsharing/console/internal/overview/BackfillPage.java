package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.ReasonForm;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycSubmissionException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Pauses, resumes and cancels a back-fill, with a reason. */
public final class BackfillPage implements ConsolePage {
    private static final int MAX_REASON = 1000;

    private final KycBackfills backfills;
    private final OverviewReader overview;
    private final Pages pages;

    /** Acts on these back-fills. */
    public BackfillPage(KycBackfills backfills, OverviewReader overview, Pages pages) {
        this.backfills = backfills;
        this.overview = overview;
        this.pages = pages;
    }

    /** What a person can do, by its path. */
    enum Action {
        PAUSE(
                "Pause",
                "No instance sends its queued rows from now on. What is in delivery goes on, and rows that are still loaded wait"
                        + " too.",
                KycBackfill.State.ACTIVE),
        RESUME("Resume", "All instances send its queued rows again, in its hours.", KycBackfill.State.PAUSED),
        CANCEL(
                "Cancel",
                "Its queued rows are cancelled: they are never sent, and their stored records are deleted. What is in delivery goes"
                        + " on. It cannot be resumed.",
                KycBackfill.State.ACTIVE,
                KycBackfill.State.PAUSED);

        private final String label;
        private final String effect;

        @SuppressWarnings("ImmutableEnumChecker") // never changed
        private final Set<KycBackfill.State> states;

        Action(String label, String effect, KycBackfill.State... states) {
            this.label = label;
            this.effect = effect;
            this.states = Set.of(states);
        }

        String label() {
            return label;
        }

        boolean isAllowedIn(KycBackfill.State state) {
            return states.contains(state);
        }
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        for (Action action : Action.values()) {
            String path = "/backfills/" + action.name().toLowerCase(Locale.ROOT);
            routes.GET(path, request -> form(request, HttpStatus.OK, action, null));
            routes.POST(path, request -> act(request, action));
        }
    }

    private Optional<KycBackfill> backfill(ServerRequest request) {
        try {
            return backfills.progress(
                    request.param("client").orElse(""), request.param("name").orElse(""));
        } catch (KycSubmissionException e) { // there is no such client
            return Optional.empty();
        }
    }

    private ServerResponse form(ServerRequest request, HttpStatus status, Action action, @Nullable String error) {
        Optional<KycBackfill> backfill = backfill(request);
        if (backfill.isEmpty()) {
            return pages.message(
                    request,
                    HttpStatus.NOT_FOUND,
                    "No such back-fill",
                    "No client of this application has a back-fill of that name.");
        }
        if (!action.isAllowedIn(backfill.get().state())) {
            return refused(request, backfill.get());
        }
        return new ReasonForm(
                        action.label + " back-fill",
                        backfill.get().name(),
                        action.effect,
                        "Shown on the overview with your name. Enter no personal data.",
                        action.name().toLowerCase(Locale.ROOT) + "?client="
                                + URLEncoder.encode(request.param("client").orElseThrow(), StandardCharsets.UTF_8)
                                + "&name=" + URLEncoder.encode(backfill.get().name(), StandardCharsets.UTF_8),
                        "../",
                        null,
                        MAX_REASON)
                .show(pages, request, status, error);
    }

    private ServerResponse refused(ServerRequest request, KycBackfill backfill) {
        return pages.message(
                request,
                HttpStatus.CONFLICT,
                "Not possible",
                "The back-fill is " + Labels.of(backfill.state()).toLowerCase(Locale.ROOT) + ". Nothing has happened.");
    }

    private ServerResponse act(ServerRequest request, Action action) {
        Optional<String> reason = ReasonForm.reason(request, MAX_REASON);
        Optional<KycBackfill> backfill = backfill(request);
        if (reason.isEmpty()) {
            return form(request, HttpStatus.UNPROCESSABLE_CONTENT, action, ReasonForm.error(MAX_REASON));
        }
        if (backfill.isEmpty() || !action.isAllowedIn(backfill.get().state())) {
            return form(request, HttpStatus.OK, action, null);
        }
        try {
            execute(
                    action,
                    request.param("client").orElseThrow(),
                    backfill.get().name(),
                    ReasonForm.by(request, reason.get()));
        } catch (KycSubmissionException e) { // it has changed since it was read
            return refused(request, backfill(request).orElse(backfill.get()));
        }
        overview.invalidate();
        return pages.redirect(request, "");
    }

    private void execute(Action action, String client, String name, Intervention by) {
        switch (action) {
            case PAUSE -> backfills.pause(client, name, by);
            case RESUME -> backfills.resume(client, name, by);
            case CANCEL -> backfills.cancel(client, name, by);
        }
    }
}
