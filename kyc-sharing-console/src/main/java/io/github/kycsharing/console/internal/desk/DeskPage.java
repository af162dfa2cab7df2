package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.console.internal.web.Tone;
import io.github.kycsharing.model.InformationRequestType;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.StoredInformationRequest;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What needs a person, list by list, the oldest first. */
public final class DeskPage implements ConsolePage {
    private static final int MAX_REQUESTS = 50;
    private static final String AFTER = "after";
    private static final String REQUESTS = "requests";

    private final KycSubmissions submissions;
    private final Supplier<List<String>> clients;
    private final Optional<KycInformation> information;
    private final int maxExportedRows;
    private final Pages pages;
    private final InstantSource clock;

    /** Lists the submissions of these clients. */
    public DeskPage(
            KycSubmissions submissions,
            Supplier<List<String>> clients,
            Optional<KycInformation> information,
            int maxExportedRows,
            Pages pages,
            InstantSource clock) {
        this.submissions = submissions;
        this.clients = clients;
        this.information = information;
        this.maxExportedRows = maxExportedRows;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Optional<NavigationEntry> navigation() {
        return Optional.of(new NavigationEntry(1, "Desk", "desk"));
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        routes.GET("/desk", this::show);
        routes.GET("/desk/export", this::export);
    }

    private ServerResponse show(ServerRequest request) {
        Optional<DeskFilter> filter = filter(request);
        if (filter.isEmpty()) {
            return noSuchList(request);
        }
        Instant now = clock.instant();
        SubmissionFilter selected = filter.get().submissions(now);
        SubmissionPage page;
        try {
            page = submissions.list(request.param(AFTER).map(selected::after).orElse(selected));
        } catch (IllegalArgumentException e) { // the cursor
            return noSuchList(request);
        }
        Requests requests = requests(filter.get(), requestsPage(request), now);
        return pages.page(
                request,
                "desk",
                "Desk",
                new Content(
                        tabs(filter.get()),
                        clients(filter.get()),
                        ages(filter.get()),
                        filter.get().view().name(),
                        filter.get().view().meaning(),
                        page.submissions().stream()
                                .map(submission -> SubmissionModel.of(submission, now))
                                .toList(),
                        page.next()
                                .map(next -> filter.get().query() + "&" + AFTER + "="
                                        + URLEncoder.encode(next, StandardCharsets.UTF_8))
                                .orElse(null),
                        request.param(AFTER).isPresent() ? filter.get().query() : null,
                        "desk/export" + filter.get().query(),
                        requests));
    }

    private Optional<DeskFilter> filter(ServerRequest request) {
        return DeskFilter.of(request)
                .filter(filter -> filter.client().isEmpty() || clients.get().contains(filter.client()));
    }

    private ServerResponse noSuchList(ServerRequest request) {
        return pages.message(request, HttpStatus.BAD_REQUEST, "No such list", "The desk has no list of that filter.");
    }

    private ServerResponse export(ServerRequest request) {
        Optional<DeskFilter> filter = filter(request);
        return filter.isEmpty()
                ? noSuchList(request)
                : CsvExport.of(
                        submissions,
                        filter.get().submissions(clock.instant()),
                        filter.get().view().name(),
                        maxExportedRows);
    }

    private static List<Tab> tabs(DeskFilter filter) {
        return Arrays.stream(DeskFilter.View.values())
                .map(view ->
                        new Tab(view.label(), filter.withView(view).query(), view == filter.view(), view.needsPerson()))
                .toList();
    }

    private List<Option> clients(DeskFilter filter) {
        return Stream.concat(
                        Stream.of(new Option("", "all clients", filter.client().isEmpty())),
                        clients.get().stream()
                                .map(client -> new Option(client, client, client.equals(filter.client()))))
                .toList();
    }

    private static List<Option> ages(DeskFilter filter) {
        return Arrays.stream(DeskFilter.Age.values())
                .map(age -> new Option(age.name(), age.label(), age == filter.age()))
                .toList();
    }

    /** Those that expire first, page by page. */
    private Requests requests(DeskFilter filter, int page, Instant now) {
        List<StoredInformationRequest> open = information.stream()
                .flatMap(available -> clients.get().stream()
                        .filter(client -> filter.client().isEmpty() || client.equals(filter.client()))
                        .flatMap(client -> available.open(client).stream()))
                .sorted(Comparator.comparing(
                        request -> request.request().expireTime().orElse(Instant.MAX)))
                .toList();
        int from = Math.min(open.size(), page * MAX_REQUESTS);
        int to = Math.min(open.size(), from + MAX_REQUESTS);
        return new Requests(
                open.subList(from, to).stream()
                        .map(request -> Request.of(request, now))
                        .toList(),
                to < open.size() ? filter.query() + "&" + REQUESTS + "=" + (page + 1) : null);
    }

    private static int requestsPage(ServerRequest request) {
        try {
            int page = request.param(REQUESTS).map(Integer::parseInt).orElse(0);
            return Math.min(Math.max(page, 0), KycInformation.MAX_REQUESTS);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A link to another list. */
    record Tab(String label, String href, boolean isCurrent, boolean needsPerson) {}

    /** A choice of a filter. */
    record Option(String value, String label, boolean isSelected) {}

    /**
     * Open requests for information.
     *
     * @param next query of the next page; null on the last one
     */
    record Requests(List<Request> shown, @Nullable String next) {}

    /** An open request for information. */
    record Request(
            String href,
            String recordId,
            String client,
            String customer,
            String reason,
            String files,
            String tone,
            @Nullable TimeText expiresAt,
            TimeText firstSeenAt) {
        static Request of(StoredInformationRequest request, Instant now) {
            String client = request.client().orElse("");
            return new Request(
                    "requests?client=" + URLEncoder.encode(client, StandardCharsets.UTF_8) + "&record="
                            + URLEncoder.encode(request.recordId(), StandardCharsets.UTF_8),
                    request.recordId(),
                    client,
                    Masked.of(request.entityCustomerId()),
                    request.request()
                            .recordType()
                            .map(InformationRequestType::value)
                            .orElse("unknown"),
                    Labels.of(request.files()),
                    Tone.of(request.files()).css(),
                    request.request()
                            .expireTime()
                            .map(at -> TimeText.of(at, now))
                            .orElse(null),
                    TimeText.of(request.firstSeenAt(), now));
        }
    }

    /**
     * What the template shows.
     *
     * @param meaning what it means to be in the list
     * @param next query of the next page; null on the last one
     * @param first query of the first page; null on it
     */
    record Content(
            List<Tab> tabs,
            List<Option> clients,
            List<Option> ages,
            String view,
            String meaning,
            List<SubmissionModel> submissions,
            @Nullable String next,
            @Nullable String first,
            String export,
            Requests requests) {}
}
