package io.github.kycsharing.console.internal.web;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.access.ConsoleUser;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Responds with pages, in the console's layout. */
public final class Pages {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String USER = Pages.class.getName() + ".user";

    private final String path;
    private final Templates templates;
    private final Assets assets;
    private final ConsoleAccess access;
    private final Supplier<Stream<ConsolePage>> pages;

    /** Renders below this path. The pages are read late, since they use this object. */
    public Pages(
            String path,
            Templates templates,
            Assets assets,
            ConsoleAccess access,
            Supplier<Stream<ConsolePage>> pages) {
        this.path = path;
        this.templates = templates;
        this.assets = assets;
        this.access = access;
        this.pages = pages;
    }

    /** Who sends the request that a page handles. */
    public static ConsoleUser user(ServerRequest request) {
        return request.attribute(USER)
                .map(ConsoleUser.class::cast)
                .orElseThrow(() -> new IllegalStateException("The console has not checked the user"));
    }

    /** The value of a field of a form: the only one of its name, so that no link can add another. Empty for a link alone. */
    public static Optional<String> field(ServerRequest request, String name) {
        List<String> values = request.params().getOrDefault(name, List.of());
        return request.method().equals(HttpMethod.POST) && values.size() == 1
                ? Optional.of(values.get(0))
                : Optional.empty();
    }

    static void setUser(ServerRequest request, ConsoleUser user) {
        request.attributes().put(USER, user);
    }

    /** Responds with a page. */
    public ServerResponse page(ServerRequest request, String template, String title, Object model) {
        return page(request, HttpStatus.OK, template, title, model);
    }

    /** Responds with a page and a status. */
    public ServerResponse page(ServerRequest request, HttpStatus status, String template, String title, Object model) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("layout", layout(request, title));
        variables.put("model", model);
        byte[] html = templates.render(template, variables).getBytes(StandardCharsets.UTF_8);
        return ServerResponse.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .build((servletRequest, response) -> {
                    response.setContentLength(html.length);
                    response.getOutputStream().write(html);
                    return null;
                });
    }

    /** Responds with a page that has only a sentence. */
    public ServerResponse message(ServerRequest request, HttpStatus status, String title, String text) {
        return page(request, status, "message", title, new Message(title, text, "", "Back to the overview"));
    }

    /** Responds with a page that has a sentence and a link to another page, by its path below the console's. */
    public ServerResponse message(
            ServerRequest request, HttpStatus status, String title, String text, String page, String label) {
        return page(request, status, "message", title, new Message(title, text, page, label));
    }

    /** Lets the browser load a page, by its path below the console's. */
    public ServerResponse redirect(ServerRequest request, String page) {
        return ServerResponse.status(HttpStatus.SEE_OTHER)
                .header("Location", root(request) + page)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private record Message(String title, String text, String page, String label) {}

    private Layout layout(ServerRequest request, String title) {
        Optional<ConsoleUser> user = request.attribute(USER).map(ConsoleUser.class::cast);
        String root = root(request);
        String current = below(request);
        List<Layout.Link> navigation = user.isEmpty()
                ? List.of()
                : pages.get()
                        .flatMap(page -> page.navigation().stream())
                        .sorted(Comparator.comparingInt(ConsolePage.NavigationEntry::order))
                        .map(entry -> new Layout.Link(
                                entry.label(),
                                root + entry.path(),
                                current.equals(entry.path())
                                        || (!entry.path().isEmpty() && current.startsWith(entry.path() + "/"))))
                        .toList();
        return new Layout(
                title,
                root,
                assets.paths(),
                navigation,
                user.map(ConsoleUser::name).orElse(null),
                user.filter(ConsoleUser::isOperator).isPresent() ? "operator" : "viewer",
                access.formToken(request.servletRequest()).orElse(null));
    }

    /** The relative path from a page to the overview. */
    private String root(ServerRequest request) {
        long depth = below(request).chars().filter(c -> c == '/').count();
        return depth == 0 ? "./" : "../".repeat((int) depth);
    }

    /** The path below the console's, without a slash at its begin. */
    private String below(ServerRequest request) {
        String whole = request.requestPath().pathWithinApplication().value();
        int begin = whole.indexOf(path);
        return begin < 0 || whole.length() <= begin + path.length() ? "" : whole.substring(begin + path.length() + 1);
    }
}
