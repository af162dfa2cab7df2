package io.github.kycsharing.spi;

import okhttp3.OkHttpClient;

/**
 * Customises the library's HTTP client: an event listener, a DNS, a pinned certificate. The only public type that exposes OkHttp;
 * an implementation depends on OkHttp's API and version.
 *
 * <p>It runs before the library applies the settings that its guarantees need, and cannot override those: the timeouts of the
 * {@link io.github.kycsharing.KycSharingClientBuilder}, no redirects, no silent repetition. An interceptor that sends a request
 * twice, or sends other bytes than those that were signed, ends the call with an error.
 */
@FunctionalInterface
public interface OkHttpCustomizer {
    /**
     * Customises the builder of the HTTP client.
     *
     * @param builder holds the proxy, the TLS settings, the connection pool and the socket factory already; values set here
     *     override those
     */
    void customize(OkHttpClient.Builder builder);
}
