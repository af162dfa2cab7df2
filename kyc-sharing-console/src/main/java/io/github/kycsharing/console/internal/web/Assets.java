package io.github.kycsharing.console.internal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The style sheet and the scripts. Their paths contain a hash of their content, so that a browser keeps them for a year, and loads them
 * again after an update.
 */
public final class Assets {
    private static final String OWN = "io/github/kycsharing/console/assets/";
    private static final String WEBJARS = "classpath*:META-INF/resources/webjars/";
    private static final CacheControl FOR_A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType ICON = MediaType.parseMediaType("image/svg+xml");
    private static final int HASH_LENGTH = 8;

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, Asset> byPath;

    /**
     * Reads the files.
     *
     * @throws IllegalStateException if one is not on the class path
     */
    public Assets() {
        add("console.css", STYLE, new ClassPathResource(OWN + "console.css"));
        add("console.js", SCRIPT, new ClassPathResource(OWN + "console.js"));
        add("icon.svg", ICON, new ClassPathResource(OWN + "icon.svg"));
        add("htmx.js", SCRIPT, webjar("htmx.org/*/dist/htmx.min.js"));
        add("sse.js", SCRIPT, webjar("htmx-ext-sse/*/sse.js"));
        byPath = byName.values().stream().collect(Collectors.toMap(Asset::path, Function.identity()));
    }

    /** Whichever version the application has. */
    private static Resource webjar(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver(Assets.class.getClassLoader())
                            .getResources(WEBJARS + pattern))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The class path lacks the webjar " + pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, MediaType type, Resource file) {
        try {
            byte[] content = file.getContentAsByteArray();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            String path = "assets/" + HexFormat.of().formatHex(hash, 0, HASH_LENGTH) + "/" + name;
            byName.put(name, new Asset(path, type, new ByteArrayResource(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Paths below the console's by name, for the layout. */
    Map<String, String> paths() {
        return byName.values().stream()
                .collect(Collectors.toMap(
                        asset -> asset.path().substring(asset.path().lastIndexOf('/') + 1), Asset::path));
    }

    ServerResponse serve(ServerRequest request) {
        String path = "assets/" + request.pathVariable("hash") + "/" + request.pathVariable("name");
        return Optional.ofNullable(byPath.get(path))
                .map(asset -> ServerResponse.ok()
                        .contentType(asset.type())
                        .cacheControl(FOR_A_YEAR)
                        .build((servletRequest, response) -> {
                            response.setContentLength((int) asset.content().contentLength());
                            response.getOutputStream().write(asset.content().getByteArray());
                            return null;
                        }))
                .orElseGet(() -> ServerResponse.notFound().build());
    }
}
