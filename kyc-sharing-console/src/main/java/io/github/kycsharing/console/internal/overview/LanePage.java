package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.ReasonForm;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Pauses and resumes the lane of a client, with a reason. */
public final class LanePage implements ConsolePage {
    private static final int MAX_REASON = 1000;

    private final KycLanes lanes;
    private final OverviewReader overview;
    private final Pages pages;

    /** Acts on these lanes. */
    public LanePage(KycLanes lanes, OverviewReader overview, Pages pages) {
        this.lanes = lanes;
        this.overview = overview;
        this.pages = pages;
    }

    /** What the page can do. */
    private enum Action {
        PAUSE(
                "Pause deliveries",
                "No instance sends a record of this client from now on. Attempts in progress end, and import statuses are"
                        + " still queried. Submissions that are handed over wait in the queue until a person resumes."),
        RESUME(
                "Resume deliveries",
                "All instances send the records of this client again at once, beginning with those that wait longest.");

        private final String title;
        private final String effect;

        Action(String title, String effect) {
            this.title = title;
            this.effect = effect;
        }
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        add(routes, "/lanes/pause", Action.PAUSE, lanes::pause);
        add(routes, "/lanes/resume", Action.RESUME, lanes::resume);
    }

    private void add(
            RouterFunctions.Builder routes, String path, Action action, BiConsumer<String, Intervention> command) {
        routes.GET(path, request -> form(request, HttpStatus.OK, action, null));
        routes.POST(path, request -> act(request, action, command));
    }

    private ServerResponse form(ServerRequest request, HttpStatus status, Action action, @Nullable String error) {
        Optional<KycLane> lane = request.param("client").flatMap(lanes::find);
        if (lane.isEmpty()) {
            return pages.message(
                    request, HttpStatus.NOT_FOUND, "No such client", "This application has no client of that name.");
        }
        return new ReasonForm(
                        action.title,
                        lane.get().client(),
                        action.effect,
                        "Shown on the overview with your name. Enter no personal data.",
                        action.name().toLowerCase(Locale.ROOT) + "?client="
                                + URLEncoder.encode(lane.get().client(), StandardCharsets.UTF_8),
                        "../",
                        null,
                        MAX_REASON)
                .show(pages, request, status, error);
    }

    private ServerResponse act(ServerRequest request, Action action, BiConsumer<String, Intervention> command) {
        Optional<String> reason = ReasonForm.reason(request, MAX_REASON);
        if (reason.isEmpty()) {
            return form(request, HttpStatus.UNPROCESSABLE_CONTENT, action, ReasonForm.error(MAX_REASON));
        }
        String client = request.param("client").orElse("");
        if (lanes.find(client).isEmpty()) {
            return form(request, HttpStatus.OK, action, null);
        }
        command.accept(client, ReasonForm.by(request, reason.get()));
        overview.invalidate();
        return pages.redirect(request, "");
    }
}
