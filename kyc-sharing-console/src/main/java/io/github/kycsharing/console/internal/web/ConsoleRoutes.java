package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.access.ConsoleUser;
import io.github.kycsharing.console.internal.access.SameOrigin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The routes of all pages. Each request to a page passes the check of its user here, whatever filters the application has. */
public final class ConsoleRoutes {
    private static final Logger log = LoggerFactory.getLogger(ConsoleRoutes.class);

    private final String path;
    private final Pages pages;
    private final Assets assets;
    private final ConsoleAccess access;

    /** Routes below this path. */
    public ConsoleRoutes(String path, Pages pages, Assets assets, ConsoleAccess access) {
        this.path = path;
        this.pages = pages;
        this.assets = assets;
        this.access = access;
    }

    /** The routes of the files, which contain nothing of the application, and of the pages. */
    public RouterFunction<ServerResponse> of(Stream<ConsolePage> all) {
        return RouterFunctions.route()
                .GET(path + "/assets/{hash}/{name}", assets::serve)
                .add(checked(all.toList()))
                .build();
    }

    private RouterFunction<ServerResponse> checked(List<ConsolePage> all) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        // Links are relative to the console's path with a slash.
        routes.GET(
                path,
                request -> ServerResponse.status(HttpStatus.FOUND)
                        .header("Location", path.substring(path.lastIndexOf('/') + 1) + "/")
                        .build());
        routes.path(path, below -> {
            all.forEach(page -> page.addRoutes(below));
            below.route(request -> true, this::notFound);
        });
        Set<String> reads = all.stream()
                .flatMap(page -> page.reads().stream())
                .map(read -> path + read)
                .collect(Collectors.toUnmodifiableSet());
        routes.filter((request, page) -> check(request, page, reads));
        return routes.build();
    }

    private ServerResponse notFound(ServerRequest request) {
        return pages.message(request, HttpStatus.NOT_FOUND, "Not found", "The console has no such page.");
    }

    private ServerResponse check(ServerRequest request, HandlerFunction<ServerResponse> page, Set<String> reads)
            throws Exception {
        Optional<ConsoleUser> user = access.user(request.servletRequest());
        if (user.isEmpty()) {
            return forbidden(request, access.requirement(false));
        }
        Pages.setUser(request, user.get());
        boolean isAction =
                !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
        boolean reading =
                reads.contains(request.requestPath().pathWithinApplication().value());
        if (isAction && !reading && !user.get().isOperator()) {
            return forbidden(request, access.requirement(true));
        }
        if (isAction && !SameOrigin.isSender(request.servletRequest())) {
            return forbidden(
                    request, "The form comes from another site. Open the console, and repeat the action there.");
        }
        if (request.params().values().stream().flatMap(List::stream).anyMatch(ConsoleRoutes::hasControlCharacter)) {
            return pages.message(
                    request, HttpStatus.BAD_REQUEST, "Not possible", "A field contains a character that no text has.");
        }
        try {
            return page.handle(request);
        } catch (DataAccessException | TransactionException e) {
            log.warn("A page of the console cannot be read: {}", e.getClass().getName());
            return pages.message(
                    request,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database does not respond",
                    "Load the page again in a moment. The application's log has the reason.");
        }
    }

    /** A database may refuse them. */
    private static boolean hasControlCharacter(String value) {
        return value.chars().anyMatch(c -> Character.isISOControl(c) && "\r\n\t".indexOf(c) < 0);
    }

    private ServerResponse forbidden(ServerRequest request, String text) {
        return pages.message(request, HttpStatus.FORBIDDEN, "Access denied", text);
    }
}
