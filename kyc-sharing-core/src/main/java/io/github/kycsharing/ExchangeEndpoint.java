package io.github.kycsharing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** URL of the exchange's API. Plain http would expose personal data to the network, so only a loopback host may use it. */
final class ExchangeEndpoint {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private final String base;
    private final boolean loopback;

    private ExchangeEndpoint(String base, boolean loopback) {
        this.base = base;
        this.loopback = loopback;
    }

    static ExchangeEndpoint of(String baseUrl) {
        URI uri;
        try {
            uri = new URI(baseUrl.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The base URL is not a valid URL", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("The base URL must be an https URL with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The base URL must have no user, query or fragment");
        }
        boolean loopback = LOOPBACK.matcher(host).matches();
        if (scheme.equals("http") && !loopback) {
            throw new IllegalArgumentException(
                    "The base URL must be https, since personal data is sent there; http is for a loopback host only");
        }
        String text = uri.toString();
        return new ExchangeEndpoint(text.endsWith("/") ? text.substring(0, text.length() - 1) : text, loopback);
    }

    /** Host and port, as written in the URL. */
    String authority() {
        return String.valueOf(URI.create(base).getRawAuthority());
    }

    boolean isLoopback() {
        return loopback;
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }
}
