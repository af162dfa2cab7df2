package io.github.kycsharing.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a form that a page of another origin has sent, whether or not the application expects a token. Each browser sends one of the two
 * headers with a POST; a program that sends none of them sets Origin.
 */
public final class SameOrigin {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private SameOrigin() {}

    /** Whether a page of this application has sent a request. */
    public static boolean isSender(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin != null
                && isOwn(origin, request.getHeader("Host"), request.getServerName(), request.getServerPort());
    }

    /** Compares host and port only: a proxy that ends TLS may forward neither scheme nor port. */
    private static boolean isOwn(String origin, @Nullable String host, String serverName, int serverPort) {
        URI sender = parse(origin);
        if (sender == null) {
            return false;
        }
        int standardPort = "https".equals(sender.getScheme()) ? HTTPS : HTTP;
        String authority = authority(sender.getHost(), sender.getPort(), standardPort);
        URI own = host == null ? null : parse("http://" + host);
        return (own != null && authority.equals(authority(own.getHost(), own.getPort(), standardPort)))
                || authority.equals(authority(serverName, serverPort, standardPort));
    }

    private static @Nullable URI parse(String url) {
        try {
            URI parsed = new URI(url);
            return parsed.getHost() == null ? null : parsed;
        } catch (URISyntaxException e) {
            return null; // whoever sends it is no browser
        }
    }

    private static String authority(String host, int port, int standardPort) {
        return host.toLowerCase(Locale.ROOT) + ":" + (port < 0 ? standardPort : port);
    }
}
