package io.github.kycsharing.transport.internal;

import io.github.kycsharing.transport.ExchangeTransport;
import io.github.kycsharing.transport.TransportAnswer;
import io.github.kycsharing.transport.TransportException;
import io.github.kycsharing.transport.TransportRequest;
import java.io.IOException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One POST over OkHttp: sent once, never redirected, read up to a limit, ended by an interrupt. */
public final class OkHttpTransport implements ExchangeTransport {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final int maxAnswerBytes;

    /**
     * Makes a transport with a connection pool of its own.
     *
     * @param settings timeouts and sizes
     */
    public OkHttpTransport(TransportSettings settings) {
        this.maxAnswerBytes = settings.maxAnswerBytes();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(
                        settings.maxIdleConnections(), settings.keepAlive().toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(new NoDelaySocketFactory());
        useTls(builder, settings.tls());
        useProxy(builder, settings.proxy());
        settings.customizers().forEach(customizer -> customizer.customize(builder));
        // From here on nobody else has a say.
        this.http = builder.connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.writeTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                // A repetition that nobody counts would make a first DUPLICATE_REQUEST a lie.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(OkHttpTransport::guard)
                .build();
    }

    private static void useTls(OkHttpClient.Builder builder, TransportSettings.@Nullable Tls tls) {
        if (tls == null) {
            return;
        }
        builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trustManager());
        SSLParameters parameters = tls.parameters();
        if (parameters != null) {
            ConnectionSpec.Builder spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS);
            if (parameters.getProtocols() != null) {
                spec.tlsVersions(parameters.getProtocols());
            }
            if (parameters.getCipherSuites() != null) {
                spec.cipherSuites(parameters.getCipherSuites());
            }
            builder.connectionSpecs(List.of(spec.build(), ConnectionSpec.CLEARTEXT));
        }
    }

    private static void useProxy(OkHttpClient.Builder builder, TransportSettings.@Nullable HttpProxy proxy) {
        if (proxy == null) {
            return;
        }
        builder.proxy(new Proxy(Proxy.Type.HTTP, proxy.address()));
        PasswordAuthentication login = proxy.login();
        if (login != null) {
            builder.proxyAuthenticator(new ProxyLogin(proxy.address(), login));
        }
    }

    @Override
    public TransportAnswer send(TransportRequest request) throws TransportException {
        Sent sent = new Sent();
        Call call = http.newCall(new Request.Builder()
                .url(request.uri().toString())
                .headers(Headers.of(request.headers()))
                .tag(Sent.class, sent)
                .post(new OneShotBody(request.body()))
                .build());
        call.timeout().timeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        try {
            return new InterruptibleCall(call).run(() -> exchange(call));
        } catch (Exception e) {
            throw new TransportException(!sent.sent, e);
        }
    }

    private TransportAnswer exchange(Call call) throws IOException {
        try (Response response = call.execute()) {
            BufferedSource source = response.body().source();
            boolean truncated = source.request(maxAnswerBytes + 1L);
            byte[] body =
                    source.getBuffer().readByteArray(Math.min(source.getBuffer().size(), maxAnswerBytes));
            if (truncated) {
                // Otherwise closing would go on reading for a while, to use the connection again.
                call.cancel();
            }
            return new TransportAnswer(
                    response.code(), body, truncated, Optional.ofNullable(response.header("Retry-After")));
        }
    }

    /** Runs when a connection stands and before the first byte of the request is written to it. */
    private static Response guard(Interceptor.Chain chain) throws IOException {
        Sent sent = chain.request().tag(Sent.class);
        if (sent == null || !(chain.request().body() instanceof OneShotBody)) {
            throw new IOException("An interceptor has replaced the request");
        }
        if (sent.sent) {
            throw new IOException("An interceptor has sent the request a second time");
        }
        sent.sent = true;
        return chain.proceed(chain.request());
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static final class Sent {
        private volatile boolean sent;
    }

    /** Given bytes, to be written once: OkHttp must not answer a 408 or a 503 by sending them again. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;

        OneShotBody(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
