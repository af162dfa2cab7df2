package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.Templates;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The first page: what every client delivers, and what is open. */
public final class OverviewPage implements ConsolePage {
    private static final String TEMPLATE = "overview";

    private final OverviewReader reader;
    private final LiveOverview live;
    private final Pages pages;

    /** Shows what the reader reads. */
    public OverviewPage(OverviewReader reader, LiveOverview live, Pages pages) {
        this.reader = reader;
        this.live = live;
        this.pages = pages;
    }

    @Override
    public Optional<NavigationEntry> navigation() {
        return Optional.of(new NavigationEntry(0, "Overview", ""));
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        routes.GET("/", this::show);
        routes.GET("/overview/events", request -> live.open(Pages.user(request)));
    }

    private ServerResponse show(ServerRequest request) {
        return pages.page(
                request,
                TEMPLATE,
                "Overview",
                new Content(reader.current(), Pages.user(request).isOperator()));
    }

    /** The part of the page that is replaced while it is open. */
    static String fragment(Templates templates, OverviewModel overview, boolean isOperator) {
        return templates.renderFragment(TEMPLATE, "live", Map.of("model", new Content(overview, isOperator)));
    }

    /**
     * What the template shows.
     *
     * @param overview the figures
     * @param isOperator whether links to actions are shown
     */
    record Content(OverviewModel overview, boolean isOperator) {}
}
