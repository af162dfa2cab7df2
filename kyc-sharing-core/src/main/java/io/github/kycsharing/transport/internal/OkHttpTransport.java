package io.github.kycsharing.transport.internal;

import io.github.kycsharing.transport.ExchangeTransport;
import io.github.kycsharing.transport.TransportAnswer;
import io.github.kycsharing.transport.TransportException;
import io.github.kycsharing.transport.TransportRequest;
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
import okhttp3.Call;
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

    // OkHttp's own timeout needs threads that it may not get. This one does not, and leaves the first word to OkHttp's.
    private static final Duration GRACE = Duration.ofMillis(250);

    private final DeadlineWatch deadlines = DeadlineWatch.open();
    private final CheckedSocketFactory sockets = new CheckedSocketFactory();
    private final OkHttpClient http;
    private final int maxAnswerBytes;

    // Two of them, the same for every call, and costly to take apart.
    private final Map<URI, HttpUrl> urls = new ConcurrentHashMap<>();

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
                .socketFactory(sockets);
        useTls(builder, settings.tls());
        useProxy(builder, settings.proxy());
        settings.customizers().forEach(customizer -> customizer.customize(builder));
        // From here on nobody else has a say.
        this.http = builder.connectTimeout(settings.connectTimeout())
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
        long start = System.nanoTime();
        try {
            return send(request, request.timeout());
        } catch (TransportException e) {
            Duration left = request.timeout().minusNanos(System.nanoTime() - start);
            if (!(e.getCause() instanceof HungUpException) || left.toMillis() <= 0) {
                throw e;
            }
            // Where one idle connection is gone, others will be: a server that was restarted, a firewall that forgot.
            http.connectionPool().evictAll();
            return send(request, left);
        }
    }

    private TransportAnswer send(TransportRequest request, Duration timeout) throws TransportException {
        OneShotBody body = new OneShotBody(request.body());
        Call call = http.newCall(new Request.Builder()
                .url(urls.computeIfAbsent(request.uri(), uri -> HttpUrl.get(uri.toString())))
                .headers(Headers.of(request.headers()))
                .post(body)
                .build());
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        DeadlineWatch.Entry backstop = deadlines.after(timeout.plus(GRACE), call::cancel);
        try {
            return new InterruptibleCall(call).run(() -> exchange(call, body));
        } catch (Exception | OutOfMemoryError e) {
            // A thread that OkHttp cannot start is an OutOfMemoryError: what became of the request must be told all the
            // same.
            throw new TransportException(!body.sent, e);
        } finally {
            backstop.close();
        }
    }

    private TransportAnswer exchange(Call call, OneShotBody sent) throws IOException {
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
        } finally {
            sent.closeConnectionIfUnfit();
        }
    }

    /** Runs when a connection stands and before the first byte of the request is written to it. */
    private Response onConnection(Interceptor.Chain chain) throws IOException {
        Connection connection = Objects.requireNonNull(chain.connection());
        if (!(chain.request().body() instanceof OneShotBody body)) {
            throw new IOException("An interceptor has replaced the request");
        }
        if (body.sent) {
            throw new IOException("An interceptor has sent the request a second time");
        }
        if (sockets.isGone(connection.socket())) {
            throw new HungUpException();
        }
        // OkHttp watches over the read timeout itself. A channel that does so too needs five system calls more for each
        // read.
        connection.socket().setSoTimeout(0);
        body.sent = true;
        Response response = chain.proceed(chain.request());
        if (response.protocol() == Protocol.HTTP_1_0 && !"keep-alive".equalsIgnoreCase(response.header("Connection"))) {
            // OkHttp would use it again, but a server of this version hangs up without saying so.
            body.unfit = connection.socket();
        }
        return response;
    }

    /** How many connections there are. */
    public int openConnections() {
        return http.connectionPool().connectionCount();
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
    }

    /** The server had hung up before anything was written. */
    private static final class HungUpException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Given bytes, to be written once: OkHttp must not answer a 408 or a 503 by sending them again. Knows how far they came. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;
        private volatile boolean sent;
        private volatile @Nullable Socket unfit;

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

        void closeConnectionIfUnfit() {
            Socket socket = unfit;
            if (socket == null) {
                return;
            }
            try {
                socket.close();
            } catch (IOException e) {
                // The answer is read, or its own failure is on its way to the caller: neither may be lost for this one.
                log.debug("A connection could not be closed: {}", e.getClass().getName());
            }
        }
    }
}
