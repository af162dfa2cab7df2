package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.io.IOException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.CertificatePinner;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a POST over OkHttp: once, without redirects, with a limit on the response, and cancelled by an interrupt. */
public final class OkHttpTransport implements ExchangeTransport {
    private static final Logger log = LoggerFactory.getLogger(OkHttpTransport.class);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String CONNECTION = "Connection";

    private final DeadlineWatch deadlines = DeadlineWatch.open();
    private final OkHttpClient http;
    private final OkHttpClient onFreshConnections;
    private final boolean connectionReuse;
    private final int maxResponseBytes;
    private final Duration readTimeout;
    private final Duration writeTimeout;

    // The two URLs of the exchange: parsing them for each call is expensive.
    private final Map<URI, HttpUrl> urls = new ConcurrentHashMap<>();

    /**
     * Creates a transport with its own connection pool.
     *
     * @param settings timeouts and limits
     */
    public OkHttpTransport(TransportSettings settings) {
        this.maxResponseBytes = settings.maxResponseBytes();
        this.connectionReuse = settings.connectionReuse();
        this.readTimeout = settings.readTimeout();
        this.writeTimeout = settings.writeTimeout();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(connections(connectionReuse ? settings.maxIdleConnections() : 0, settings.keepAlive()))
                .socketFactory(new ChannelSocketFactory());
        useTls(builder, settings.tls());
        useProxy(builder, settings.proxy());
        settings.customizers().forEach(customizer -> customizer.customize(builder));
        // Applied last: a customizer cannot change these settings.
        this.http = guarded(builder.build(), settings.connectTimeout())
                .connectTimeout(settings.connectTimeout())
                // AttemptTimeout enforces these.
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                // On a shared HTTP/2 connection, one broken frame would lose the responses of all calls in flight.
                .protocols(List.of(Protocol.HTTP_1_1))
                // A hidden retry would make DUPLICATE_REQUEST ambiguous.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(this::onConnection)
                .build();
        this.onFreshConnections = http.newBuilder()
                .connectionPool(connections(0, settings.keepAlive()))
                .build();
    }

    private static ConnectionPool connections(int maxIdle, Duration keepAlive) {
        return new ConnectionPool(maxIdle, keepAlive.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Guards all sockets, including those of a customizer. */
    private static OkHttpClient.Builder guarded(OkHttpClient customized, Duration handshakeTimeout) {
        OkHttpClient.Builder builder =
                customized.newBuilder().socketFactory(new GuardedSocketFactory(customized.socketFactory()));
        X509TrustManager trustManager = customized.x509TrustManager();
        if (trustManager != null) {
            CertificatePinner pinner = customized.certificatePinner();
            builder.sslSocketFactory(
                            new GuardedTlsSocketFactory(customized.sslSocketFactory(), handshakeTimeout), trustManager)
                    .certificatePinner(pinner);
        }
        return builder;
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
            builder.proxyAuthenticator(new ProxyCredentials(proxy.address(), login));
        }
    }

    @Override
    public TransportResponse send(TransportRequest request) throws TransportException {
        long start = System.nanoTime();
        try {
            return send(request, request.timeout(), request.freshConnection() ? onFreshConnections : http);
        } catch (StaleConnectionException e) {
            Duration left = request.timeout().minusNanos(System.nanoTime() - start);
            if (left.toMillis() <= 0) {
                throw new TransportException(true, e);
            }
            // If one idle connection is stale, others are too: the server has restarted, or a firewall has dropped
            // them.
            http.connectionPool().evictAll();
            return sendOnFreshConnection(request, left);
        }
    }

    private TransportResponse sendOnFreshConnection(TransportRequest request, Duration timeout)
            throws TransportException {
        try {
            return send(request, timeout, onFreshConnections);
        } catch (StaleConnectionException e) {
            throw new TransportException(true, e);
        }
    }

    private TransportResponse send(TransportRequest request, Duration timeout, OkHttpClient client)
            throws TransportException, StaleConnectionException {
        OneShotBody body = new OneShotBody(request.body(), request.mayWrite());
        Request.Builder toSend = new Request.Builder()
                .url(urls.computeIfAbsent(request.uri(), uri -> HttpUrl.get(uri.toString())))
                .headers(Headers.of(request.headers()))
                .post(body);
        if (!connectionReuse) {
            toSend.header(CONNECTION, "close");
        }
        Call call = client.newCall(toSend.build());
        AttemptTimeout attempt = new AttemptTimeout(deadlines, timeout, writeTimeout, readTimeout, call::cancel);
        body.attempt = attempt;
        try {
            return new InterruptibleCall(call).run(() -> exchange(call, body));
        } catch (StaleConnectionException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            // A thread that OkHttp cannot start causes an OutOfMemoryError. The exception still says whether the
            // request was
            // sent.
            throw new TransportException(!body.sent(), attempt.isExpired() ? new SocketTimeoutException() : e);
        } finally {
            attempt.close();
        }
    }

    private TransportResponse exchange(Call call, OneShotBody sent) throws IOException {
        try (Response response = call.execute()) {
            BufferedSource source = response.body().source();
            boolean truncated = source.request(maxResponseBytes + 1L);
            byte[] body =
                    source.getBuffer().readByteArray(Math.min(source.getBuffer().size(), maxResponseBytes));
            if (truncated) {
                // Otherwise closing the response reads on for a while, in order to reuse the connection.
                call.cancel();
            }
            return new TransportResponse(
                    response.code(), body, truncated, Optional.ofNullable(response.header("Retry-After")));
        } finally {
            sent.closeConnectionIfNotReusable();
        }
    }

    /** Runs once the call has a connection, before the first byte of the request is written. */
    private Response onConnection(Interceptor.Chain chain) throws IOException {
        Connection connection = Objects.requireNonNull(chain.connection());
        Request request = chain.request();
        if (!(request.body() instanceof OneShotBody body)) {
            throw new IOException("An interceptor has replaced the request");
        }
        if (!(connection.socket() instanceof Guarded guarded)) {
            // The socket of a SOCKS proxy. Surplus bytes in it cannot be detected, so the connection carries one
            // request only.
            body.begin(null, null);
            return chain.proceed(
                    request.newBuilder().header(CONNECTION, "close").build());
        }
        ConnectionGuard guard = guarded.guard();
        Turn turn = guard.begin(Objects.requireNonNull(body.attempt));
        body.begin(turn, connection.socket());
        Response response = chain.proceed(request);
        if (!body.written || !turn.isReading()) {
            guard.retire();
            throw new EarlyResponseException();
        }
        turn.expect(ResponseFraming.bytesOf(response));
        if (!ResponseFraming.leavesConnectionReusable(response)) {
            guard.retire();
        }
        return response;
    }

    /** Returns the number of open connections. */
    public int openConnections() {
        return http.connectionPool().connectionCount()
                + onFreshConnections.connectionPool().connectionCount();
    }

    /** Returns the number of connections that carry no request. */
    public int idleConnections() {
        return http.connectionPool().idleConnectionCount();
    }

    @Override
    public void close() {
        deadlines.close();
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        onFreshConnections.connectionPool().evictAll();
    }

    /** A body of one write, so that OkHttp does not repeat a request after a 408 or 503. Records whether bytes were sent. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;
        private final BooleanSupplier mayWrite;
        private volatile boolean begun;
        private volatile boolean written;
        private volatile @Nullable AttemptTimeout attempt;
        private volatile @Nullable Turn turn;
        private volatile @Nullable Socket socket;

        OneShotBody(byte[] bytes, BooleanSupplier mayWrite) {
            this.bytes = bytes;
            this.mayWrite = mayWrite;
        }

        void begin(@Nullable Turn turn, @Nullable Socket socket) throws IOException {
            if (begun) {
                throw new IOException("An interceptor has sent the request a second time");
            }
            this.turn = turn;
            this.socket = socket;
            this.begun = true;
        }

        /** Returns whether a byte of the request may have left this machine. */
        boolean sent() {
            Turn current = turn;
            return begun && (current == null || current.sent());
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
            // The head of the request is still in the buffer: the connection has no byte of the request yet.
            if (!mayWrite.getAsBoolean()) {
                throw new IOException("The request may no longer be sent");
            }
            sink.write(bytes);
            written = true;
        }

        /** Ends the turn, and closes a connection that must not carry another request. */
        void closeConnectionIfNotReusable() {
            Turn current = turn;
            Socket carrier = socket;
            if (current == null || carrier == null) {
                return;
            }
            try {
                if (((Guarded) carrier).guard().end(current)) {
                    carrier.close();
                }
            } catch (IOException e) {
                // The caller gets the response, or the failure of the call, and not this failure.
                log.debug("A connection could not be closed: {}", e.getClass().getName());
            }
        }
    }
}
