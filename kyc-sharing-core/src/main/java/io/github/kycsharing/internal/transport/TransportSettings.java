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
 * Settings of the built-in transport.
 *
 * @param connectTimeout the timeout of a connection, including the TLS handshake
 * @param readTimeout the timeout of each read
 * @param writeTimeout the timeout of each write
 * @param maxResponseBytes the maximum number of bytes to read of a response
 * @param maxIdleConnections the maximum number of idle connections in the pool
 * @param keepAlive how long an idle connection stays open
 * @param connectionReuse whether a connection carries more than one request
 * @param tls trust and client certificate, the platform's default if null
 * @param proxy the proxy, the platform's default if null
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
     * Trust and client certificate.
     *
     * @param context creates the TLS sockets
     * @param trustManager the trust manager of the context
     * @param parameters protocols and cipher suites; null or absent ones keep the default
     */
    public record Tls(
            SSLContext context,
            X509TrustManager trustManager,
            @Nullable SSLParameters parameters) {}

    /**
     * An HTTP proxy, which tunnels TLS with CONNECT.
     *
     * @param address the address of the proxy
     * @param login the credentials for the proxy, null if it requires none
     */
    public record HttpProxy(
            InetSocketAddress address, @Nullable PasswordAuthentication login) {}
}
