package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
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
    private static final int MAX_ACTOR = 128;

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
        return pages.page(
                request,
                status,
                "lane",
                action.title,
                new Form(
                        action.title,
                        action.effect,
                        lane.get().client(),
                        request.param("reason").orElse(""),
                        MAX_REASON,
                        error,
                        Pages.user(request).isOperator()));
    }

    private ServerResponse act(ServerRequest request, Action action, BiConsumer<String, Intervention> command) {
        String reason = request.param("reason").orElse("").strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            return form(
                    request,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    action,
                    "Enter a reason of 1 to " + MAX_REASON + " characters.");
        }
        String client = request.param("client").orElse("");
        if (lanes.find(client).isEmpty()) {
            return form(request, HttpStatus.OK, action, null);
        }
        String actor = Pages.user(request).name();
        command.accept(
                client, new Intervention(actor.length() <= MAX_ACTOR ? actor : actor.substring(0, MAX_ACTOR), reason));
        overview.invalidate();
        return pages.redirect(request, "");
    }

    /**
     * What the template shows.
     *
     * @param title title, and label of the button
     * @param effect what will happen
     * @param client name of the client
     * @param reason what the person has entered
     * @param maxReason maximum length of the reason
     * @param error what is wrong with it; null if nothing is
     * @param isOperator whether the person may act
     */
    record Form(
            String title,
            String effect,
            String client,
            String reason,
            int maxReason,
            @Nullable String error,
            boolean isOperator) {}
}
