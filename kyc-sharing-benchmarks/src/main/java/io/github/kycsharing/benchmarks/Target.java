package io.github.kycsharing.benchmarks;

import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
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

    /** OkHttp with its defaults, except as many idle connections as there are callers. */
    OkHttpClient okHttp() {
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder().connectionPool(new ConnectionPool(POOL, 5, TimeUnit.MINUTES));
        if (trust != null) {
            builder.sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
        }
        return builder.build();
    }
}
