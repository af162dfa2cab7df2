package io.github.kycsharing.spi;

import okhttp3.OkHttpClient;

/**
 * Changes the HTTP client that the library brings: an event listener, a DNS of one's own, a pinned certificate. The one place
 * where OkHttp is seen from outside, on purpose; whoever uses it depends on OkHttp's API and its version.
 *
 * <p>It is called before the library sets what its promises rest on, which it therefore cannot change: the timeouts of the
 * {@link io.github.kycsharing.KycSharingClientBuilder}, no redirects, no silent repetition. An interceptor that sends a request
 * twice, or sends other bytes than those that were signed, ends the call with an error.
 */
@FunctionalInterface
public interface OkHttpCustomizer {
    /**
     * Changes the HTTP client to be.
     *
     * @param builder holds the proxy, the TLS settings, the connection pool and the socket factory already; what is set here
     *     wins over those
     */
    void customize(OkHttpClient.Builder builder);
}
