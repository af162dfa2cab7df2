package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.OkHttpCustomizer;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What the library's own transport is made with.
 *
 * @param connectTimeout for a connection, its TLS handshake included
 * @param readTimeout between two reads
 * @param writeTimeout between two writes
 * @param maxResponseBytes how much of a response is read
 * @param maxIdleConnections how many connections are kept open while they are not used
 * @param keepAlive how long they are
 * @param connectionReuse whether a connection carries more than one request
 * @param tls whom to trust and which certificate to show, the platform's way if null
 * @param proxy where to go through, the platform's way if null
 * @param customizers change the HTTP client, in this order
 */
public record TransportSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        int maxResponseBytes,
        int maxIdleConnections,
        Duration keepAlive,
        boolean connectionReuse,
        @Nullable Tls tls,
        @Nullable HttpProxy proxy,
        List<OkHttpCustomizer> customizers) {
    /**
     * Whom to trust and which certificate to show.
     *
     * @param context makes the TLS sockets
     * @param trustManager the trust manager that the context was made with
     * @param parameters protocols and cipher suites, the library's choice where null or absent in it
     */
    public record Tls(
            SSLContext context,
            X509TrustManager trustManager,
            @Nullable SSLParameters parameters) {}

    /**
     * A proxy that lets TLS through with CONNECT.
     *
     * @param address where it listens
     * @param login what it asks for, null if nothing
     */
    public record HttpProxy(
            InetSocketAddress address, @Nullable PasswordAuthentication login) {}
}
