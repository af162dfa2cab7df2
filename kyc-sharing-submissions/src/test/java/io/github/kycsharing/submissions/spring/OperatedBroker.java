package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker's application with a web server and the actuator, and a person who operates it over HTTP. */
final class OperatedBroker implements AutoCloseable {
    /** Without a login. */
    static final String OPEN = "spring.autoconfigure.exclude="
            + Stream.of(
                            "SecurityAutoConfiguration",
                            "UserDetailsServiceAutoConfiguration",
                            "web.servlet.ServletWebSecurityAutoConfiguration",
                            "web.servlet.SecurityFilterAutoConfiguration",
                            "actuate.web.servlet.ManagementWebSecurityAutoConfiguration")
                    .map(name -> "org.springframework.boot.security.autoconfigure." + name)
                    .reduce((one, other) -> one + "," + other)
                    .orElseThrow();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable String user;

    private OperatedBroker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static OperatedBroker start(KycExchangeSimulator exchange, String url, String... properties) {
        return start(exchange, url, List.of(), properties);
    }

    static OperatedBroker start(
            KycExchangeSimulator exchange, String url, List<Class<?>> configurations, String... properties) {
        List<String> all = new ArrayList<>(SubmissionContexts.properties(exchange));
        all.addAll(List.of(SubmissionContexts.database(url)));
        all.addAll(List.of(
                "server.port=0",
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.health.show-details=always",
                "kyc-sharing.submissions.operations.refresh-interval=1s"));
        all.addAll(List.of(properties));
        if (all.contains("kyc-sharing.notifications.enabled=true")) {
            all.removeIf(property -> property.startsWith("kyc-sharing.notify-url="));
        }
        List<Class<?>> sources = new ArrayList<>(configurations);
        sources.add(Application.class);
        return new OperatedBroker(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(all.stream().map(property -> "--" + property).toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    OperatedBroker as(String name, String password) {
        user = name + ":" + password;
        return this;
    }

    Response get(String path) {
        return send(request(path).GET());
    }

    Response post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        String login = user;
        return login == null
                ? request
                : request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private Response send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Response(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    record Response(int status, String text) {
        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    @EnableAutoConfiguration
    static class Application {}
}
