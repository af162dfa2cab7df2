package io.github.kycsharing.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;

/**
 * The address at which the exchange reaches the application's webhook. The notifyUrls of the clients contain it, so a random port
 * must be chosen before the web server starts.
 */
final class ReceiverAddress {
    private static final String NOTIFICATIONS = "kyc-sharing.notifications.";

    private final Environment environment;

    private ReceiverAddress(Environment environment) {
        this.environment = environment;
    }

    static ReceiverAddress in(Environment environment) {
        return new ReceiverAddress(environment);
    }

    void applyTo(Map<String, Supplier<?>> properties) {
        if (!environment.getProperty(NOTIFICATIONS + "enabled", Boolean.class, false)) {
            return;
        }
        int configured = environment.getProperty("server.port", Integer.class, 8080);
        int port = configured == 0 ? freePort() : configured;
        if (port != configured) {
            properties.put("server.port", () -> port);
        }
        String contextPath = environment.getProperty(
                "server.servlet.context-path", environment.getProperty("spring.webflux.base-path", ""));
        properties.put(NOTIFICATIONS + "public-url", () -> "http://localhost:" + port + contextPath);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
