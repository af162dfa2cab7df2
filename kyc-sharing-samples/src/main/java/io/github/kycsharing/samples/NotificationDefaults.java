package io.github.kycsharing.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Defaults for notifications if none are configured: from a simulated exchange to this application, and from another exchange to an
 * example URL. A broker's application sets these properties and needs no such class.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class NotificationDefaults implements EnvironmentPostProcessor {
    private static final String NOTIFICATIONS = "kyc-sharing.notifications.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Boolean isEnabled = environment.getProperty(NOTIFICATIONS + "enabled", Boolean.class);
        if (Boolean.TRUE.equals(isEnabled) || environment.containsProperty("kyc-sharing.notify-url")) {
            return;
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        if (isEnabled != null || !isOnThisMachine(environment) || !isWebApplication(environment, application)) {
            defaults.put("kyc-sharing.notify-url", "https://broker.example.com/kyc/notify");
        } else {
            int port = environment.getProperty("server.port", Integer.class, 8080);
            if (port == 0) {
                // The notifyUrls contain the port, so choose it before the web server starts.
                port = freePort();
                environment
                        .getPropertySources()
                        .addFirst(new MapPropertySource("chosenPort", Map.of("server.port", port)));
            }
            defaults.put(NOTIFICATIONS + "enabled", true);
            defaults.put(
                    NOTIFICATIONS + "public-url",
                    "http://localhost:" + port + environment.getProperty("server.servlet.context-path", ""));
            // A stored record has its notifyUrl, so the secret of its token must survive a restart.
            defaults.put(
                    NOTIFICATIONS + "token-secret",
                    BrokerDirectory.of(environment)
                            .map(directory -> directory.secret("token-secret.txt", NotificationDefaults::randomSecret))
                            .orElseGet(NotificationDefaults::randomSecret));
        }
        environment.getPropertySources().addLast(new MapPropertySource("notificationDefaults", defaults));
    }

    /** The client accepts http for a loopback host only. */
    private static boolean isOnThisMachine(ConfigurableEnvironment environment) {
        return environment.getProperty("kyc-sharing.base-url", "http:").startsWith("http:");
    }

    private static boolean isWebApplication(ConfigurableEnvironment environment, SpringApplication application) {
        String configured = environment.getProperty(
                "spring.main.web-application-type", String.valueOf(application.getWebApplicationType()));
        return !configured.equalsIgnoreCase(WebApplicationType.NONE.name());
    }

    private static String randomSecret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
