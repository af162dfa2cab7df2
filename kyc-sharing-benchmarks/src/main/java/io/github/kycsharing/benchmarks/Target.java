package io.github.kycsharing.benchmarks;

import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/**
 * Target of the calls.
 *
 * @param baseUrl scheme, host and port, and the path with the delay
 * @param trust the trusted certificates, null without TLS
 */
record Target(String baseUrl, @Nullable HandshakeCertificates trust) {
    static final String PATH = "/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data";
    static final String SIGNATURE = "X-SHA2-Signature";
    static final int POOL = 64;

    String url() {
        return baseUrl + PATH;
    }

    /** OkHttp with as many idle connections, and as many calls of {@code enqueue} at once, as there are callers. */
    OkHttpClient okHttp() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(POOL);
        dispatcher.setMaxRequestsPerHost(POOL);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(POOL, 5, TimeUnit.MINUTES));
        if (trust != null) {
            builder.sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
        }
        return builder.build();
    }
}
