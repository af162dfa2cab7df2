package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.console.internal.web.ConsolePage;
import io.github.kycsharing.console.internal.web.Pages;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Finds submissions by an id, which is in the body of the request and in no address. */
public final class SearchPage implements ConsolePage {
    private static final int MAX_FOUND = 100;
    private static final int MAX_ID = 512;

    private final KycSubmissions submissions;
    private final Supplier<List<String>> clients;
    private final Pages pages;
    private final InstantSource clock;

    /** Searches the submissions of these clients. */
    public SearchPage(KycSubmissions submissions, Supplier<List<String>> clients, Pages pages, InstantSource clock) {
        this.submissions = submissions;
        this.clients = clients;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Optional<NavigationEntry> navigation() {
        return Optional.of(new NavigationEntry(2, "Search", "search"));
    }

    @Override
    public void addRoutes(RouterFunctions.Builder routes) {
        routes.GET("/search", request -> page(request, HttpStatus.OK, null, null));
        routes.POST("/search", this::search);
    }

    @Override
    public Set<String> reads() {
        return Set.of("/search");
    }

    private ServerResponse search(ServerRequest request) {
        String id = Pages.field(request, "id").orElse("").strip();
        if (id.isEmpty() || id.length() > MAX_ID) {
            return page(request, HttpStatus.UNPROCESSABLE_CONTENT, "Enter one complete id.", null);
        }
        Instant now = clock.instant();
        return page(
                request,
                HttpStatus.OK,
                null,
                found(id).stream()
                        .map(submission -> SubmissionModel.of(submission, now))
                        .toList());
    }

    /** Whichever of the three it is: none of them says so. */
    private List<KycSubmission> found(String id) {
        SubmissionFilter all = SubmissionFilter.all().withPageSize(MAX_FOUND);
        // By their ids: one that changes between two queries is found twice, and not equal.
        Map<UUID, KycSubmission> found = new HashMap<>();
        Stream.of(
                        clients.get().stream().flatMap(client -> submissions.find(client, id).stream()),
                        submissions.list(all.ofCustomer(id)).submissions().stream(),
                        submissions.list(all.ofSubAccount(id)).submissions().stream())
                .flatMap(Function.identity())
                .forEach(submission -> found.put(submission.id(), submission));
        return found.values().stream()
                .sorted(Comparator.comparing(KycSubmission::submittedAt).reversed())
                .limit(MAX_FOUND)
                .toList();
    }

    private ServerResponse page(
            ServerRequest request, HttpStatus status, @Nullable String error, @Nullable List<SubmissionModel> found) {
        return pages.page(request, status, "search", "Search", new Content(error, found));
    }

    /**
     * What the template shows.
     *
     * @param found null before a search
     */
    record Content(@Nullable String error, @Nullable List<SubmissionModel> found) {}
}
