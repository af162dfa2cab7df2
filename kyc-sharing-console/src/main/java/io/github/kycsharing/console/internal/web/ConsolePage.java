package io.github.kycsharing.console.internal.web;

import java.util.Optional;
import java.util.Set;
import org.springframework.web.servlet.function.RouterFunctions;

/** One page of the console, with the actions that begin on it. */
public interface ConsolePage {
    /** Adds its handlers, with paths below the console's. The console has checked the user before it calls them. */
    void addRoutes(RouterFunctions.Builder routes);

    /** Its place in the navigation; empty if another page links to it. */
    default Optional<NavigationEntry> navigation() {
        return Optional.empty();
    }

    /** Paths of requests by POST that only read, with a slash at their begin, so that a viewer may send them. */
    default Set<String> reads() {
        return Set.of();
    }

    /**
     * A link in the navigation.
     *
     * @param order position, from the left
     * @param label text
     * @param path path below the console's, without a slash at its begin
     */
    record NavigationEntry(int order, String label, String path) {}
}
