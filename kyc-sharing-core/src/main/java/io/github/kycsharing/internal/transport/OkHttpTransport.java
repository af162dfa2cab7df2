package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.io.IOException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

/** One POST over OkHttp: sent once, never redirected, read up to a limit, ended by an interrupt. */
public final class OkHttpTransport implements ExchangeTransport {
    private static final Logger log = LoggerFactory.getLogger(OkHttpTransport.class);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String CONNECTION = "Connection";

    // OkHttp's own timeout needs threads that it may not get. This one does not, and leaves the first word to OkHttp's.
    private static final Duration GRACE = Duration.ofMillis(250);

    private final DeadlineWatch deadlines = DeadlineWatch.open();
    private final OkHttpClient http;
    private final OkHttpClient onFreshConnections;
    private final boolean connectionReuse;
    private final int maxResponseBytes;

    // Two of them, the same for every call, and costly to take apart.
    private final Map<URI, HttpUrl> urls = new ConcurrentHashMap<>();

    /**
     * Makes a transport with a connection pool of its own.
     *
     * @param settings timeouts and sizes
     */
    public OkHttpTransport(TransportSettings settings) {
        this.maxResponseBytes = settings.maxResponseBytes();
        this.connectionReuse = settings.connectionReuse();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(connections(connectionReuse ? settings.maxIdleConnections() : 0, settings.keepAlive()))
                .socketFactory(new ChannelSocketFactory());
        useTls(builder, settings.tls());
        useProxy(builder, settings.proxy());
        settings.customizers().forEach(customizer -> customizer.customize(builder));
        // From here on nobody else has a say.
        this.http = guarded(builder.build())
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.writeTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                // On a shared connection one broken frame would lose the answers of all calls under way at once.
                .protocols(List.of(Protocol.HTTP_1_1))
                // A repetition that nobody counts would make a first DUPLICATE_REQUEST a lie.
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

    /** Whatever sockets a customizer has chosen, their bytes pass a guard. */
    private static OkHttpClient.Builder guarded(OkHttpClient customized) {
        OkHttpClient.Builder builder =
                customized.newBuilder().socketFactory(new GuardedSocketFactory(customized.socketFactory()));
        X509TrustManager trustManager = customized.x509TrustManager();
        if (trustManager != null) {
            CertificatePinner pinner = customized.certificatePinner();
            builder.sslSocketFactory(new GuardedTlsSocketFactory(customized.sslSocketFactory()), trustManager)
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
            // Where one idle connection is gone, others will be: a server that was restarted, a firewall that forgot.
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
        OneShotBody body = new OneShotBody(request.body());
        Request.Builder toSend = new Request.Builder()
                .url(urls.computeIfAbsent(request.uri(), uri -> HttpUrl.get(uri.toString())))
                .headers(Headers.of(request.headers()))
                .post(body);
        if (!connectionReuse) {
            toSend.header(CONNECTION, "close");
        }
        Call call = client.newCall(toSend.build());
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        DeadlineWatch.Entry backstop = deadlines.after(timeout.plus(GRACE), call::cancel);
        try {
            return new InterruptibleCall(call).run(() -> exchange(call, body));
        } catch (StaleConnectionException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            // A thread that OkHttp cannot start is an OutOfMemoryError: what became of the request must be told all the
            // same.
            throw new TransportException(!body.sent(), e);
        } finally {
            backstop.close();
        }
    }

    private TransportResponse exchange(Call call, OneShotBody sent) throws IOException {
        try (Response response = call.execute()) {
            BufferedSource source = response.body().source();
            boolean truncated = source.request(maxResponseBytes + 1L);
            byte[] body =
                    source.getBuffer().readByteArray(Math.min(source.getBuffer().size(), maxResponseBytes));
            if (truncated) {
                // Otherwise closing would go on reading for a while, to use the connection again.
                call.cancel();
            }
            return new TransportResponse(
                    response.code(), body, truncated, Optional.ofNullable(response.header("Retry-After")));
        } finally {
            sent.closeConnectionIfUnfit();
        }
    }

    /** Runs when there is a connection and before the first byte of the request is written to it. */
    private Response onConnection(Interceptor.Chain chain) throws IOException {
        Connection connection = Objects.requireNonNull(chain.connection());
        Request request = chain.request();
        if (!(request.body() instanceof OneShotBody body)) {
            throw new IOException("An interceptor has replaced the request");
        }
        // OkHttp watches over the read timeout itself. A channel that does so too needs five system calls more for each
        // read.
        connection.socket().setSoTimeout(0);
        if (!(connection.socket() instanceof Guarded guarded)) {
            // Of a SOCKS proxy. Nobody can tell what is left in it, so nobody gets it after this request.
            body.begin(null, null);
            return chain.proceed(
                    request.newBuilder().header(CONNECTION, "close").build());
        }
        ConnectionGuard guard = guarded.guard();
        Turn turn = guard.begin();
        body.begin(turn, connection.socket());
        Response response = chain.proceed(request);
        if (!body.written || !turn.isReading()) {
            guard.retire();
            throw new EarlyResponseException();
        }
        turn.expect(ResponseFraming.bytesOf(response));
        if (!ResponseFraming.leavesConnectionFit(response)) {
            guard.retire();
        }
        return response;
    }

    /** How many connections there are. */
    public int openConnections() {
        return http.connectionPool().connectionCount()
                + onFreshConnections.connectionPool().connectionCount();
    }

    /** How many of them carry no request at the moment. */
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

    /** Given bytes, to be written once: OkHttp must not respond a 408 or a 503 by sending them again. Knows how far they came. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;
        private volatile boolean begun;
        private volatile boolean written;
        private volatile @Nullable Turn turn;
        private volatile @Nullable Socket socket;

        OneShotBody(byte[] bytes) {
            this.bytes = bytes;
        }

        void begin(@Nullable Turn turn, @Nullable Socket socket) throws IOException {
            if (begun) {
                throw new IOException("An interceptor has sent the request a second time");
            }
            this.turn = turn;
            this.socket = socket;
            this.begun = true;
        }

        /** Whether a byte of the request may have left this machine. */
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
            sink.write(bytes);
            written = true;
        }

        /** Ends the turn. What is left on the connection then belongs to nobody. */
        void closeConnectionIfUnfit() {
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
                // The response is read, or its own failure is on its way to the caller: neither may be lost for this
                // one.
                log.debug("A connection could not be closed: {}", e.getClass().getName());
            }
        }
    }
}
