package io.github.kycsharing.transport.internal;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What the library's own transport is made with.
 *
 * @param connectTimeout for a connection, its TLS handshake included
 * @param readTimeout between two reads
 * @param writeTimeout between two writes
 * @param maxAnswerBytes how much of an answer is read
 * @param maxIdleConnections how many connections are kept open while they are not used
 * @param tls whom to trust and which certificate to show, the platform's way if null
 */
public record TransportSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        int maxAnswerBytes,
        int maxIdleConnections,
        @Nullable Tls tls) {
    /**
     * Whom to trust and which certificate to show.
     *
     * @param context makes the TLS sockets
     * @param trustManager the trust manager that the context was made with
     */
    public record Tls(SSLContext context, X509TrustManager trustManager) {}
}
