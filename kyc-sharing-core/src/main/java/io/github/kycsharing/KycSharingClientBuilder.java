package io.github.kycsharing;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.delivery.CallLimits;
import io.github.kycsharing.internal.delivery.CompositeObserver;
import io.github.kycsharing.internal.delivery.RequestDefaults;
import io.github.kycsharing.internal.delivery.RequestExecutor;
import io.github.kycsharing.internal.delivery.SafeObserver;
import io.github.kycsharing.internal.signing.CredentialFormat;
import io.github.kycsharing.internal.transport.CallThreads;
import io.github.kycsharing.internal.transport.DeadlineWatch;
import io.github.kycsharing.internal.transport.OkHttpTransport;
import io.github.kycsharing.internal.transport.TransportSettings;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.OkHttpCustomizer;
import io.github.kycsharing.spi.RequestLimiter;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.QuestionnaireTemplate;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a {@link KycSharingClient}. bizEntityKey, secret and brokerType are mandatory; all other settings have defaults. */
public final class KycSharingClientBuilder {
    /** Default base URL of the exchange's API. */
    public static final String DEFAULT_BASE_URL = "https://cb.link-kycapi.com";

    private static final Logger log = LoggerFactory.getLogger(KycSharingClient.class);
    private static final String DEFAULT_NAME = "default";
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
    private static final int MAX_ASYNC_THREADS = 10_000;
    private static final int MAX_ASYNC_QUEUE_CAPACITY = 1_000_000;
    private static final int MIN_MASKED_LENGTH = 8;
    private static final int VISIBLE_CHARACTERS = 2;

    private String name = DEFAULT_NAME;
    private @Nullable String bizEntityKey;
    private @Nullable RequestSigner signer;
    private @Nullable BrokerType brokerType;
    private ExchangeEndpoint endpoint = ExchangeEndpoint.of(DEFAULT_BASE_URL);
    private boolean loopbackOnly;
    private @Nullable String notifyUrl;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(20);
    private Duration writeTimeout = Duration.ofSeconds(10);
    private int maxResponseBytes = 1024 * 1024;
    private int maxIdleConnections = 64;
    private Duration keepAlive = Duration.ofMinutes(5);
    private boolean connectionReuse = true;
    private DeliveryOptions delivery = DeliveryOptions.DEFAULTS;
    private Supplier<String> requestNoGenerator = () -> UUID.randomUUID().toString();
    private OptionalInt maxConcurrentRequests = OptionalInt.empty();
    private OptionalInt maxRequestsPerSecond = OptionalInt.empty();
    private @Nullable RequestLimiter requestLimiter;
    private TransportSettings.@Nullable Tls tls;
    private TransportSettings.@Nullable HttpProxy proxy;
    private final List<OkHttpCustomizer> okHttpCustomizers = new ArrayList<>();
    private @Nullable ExchangeTransport transport;
    private @Nullable Executor asyncExecutor;
    private int asyncThreads = 64;
    private int asyncQueueCapacity = 10_000;
    private ThreadFactory asyncThreadFactory = CallThreads.daemons("kyc-sharing-async-");
    private UnaryOperator<Runnable> contextPropagation = LoggingContext::propagate;
    private Clock clock = Clock.systemUTC();
    private DeliveryObserver observer = SafeObserver.NONE;
    private boolean warmUp = true;
    private Executor warmUpExecutor = WarmUp::onNewThread;
    private @Nullable Consumer<PreparedRequest> beforeSend;
    private final List<QuestionnaireTemplate> templates = new ArrayList<>();

    KycSharingClientBuilder() {}

    /**
     * Sets the client's name, {@code default} by default. It distinguishes the clients of one application in logs and metrics.
     *
     * @param name a name, not blank
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public KycSharingClientBuilder name(String name) {
        this.name = requireText("name", name);
        return this;
    }

    /**
     * Sets the access entity's key. The client adds it to every request without one; a request with another key is invalid.
     *
     * @param bizEntityKey the key, without blanks
     * @return this builder
     * @throws IllegalArgumentException if it is blank, has a blank or line break anywhere, or still has a {@code ${...}}
     *     placeholder
     */
    public KycSharingClientBuilder bizEntityKey(String bizEntityKey) {
        this.bizEntityKey = CredentialFormat.require("bizEntityKey", bizEntityKey);
        return this;
    }

    /**
     * Sets the secret of the bizEntityKey, which signs requests. It is not the exchange API-key secret.
     *
     * @param secret the secret, without blanks
     * @return this builder
     * @throws IllegalArgumentException if it is blank, has a blank or line break anywhere, or still has a {@code ${...}}
     *     placeholder
     */
    public KycSharingClientBuilder secret(String secret) {
        return signer(RequestSigner.hmacSha256(secret));
    }

    /**
     * Sets a supplier of the secret, so that the secret can be rotated without a restart. The client removes one trailing line
     * break, since the text of a file ends with one. It sends nothing while the supplier returns a secret that {@link
     * #secret(String)} rejects.
     *
     * @param secret returns the current secret; called for each request
     * @return this builder
     */
    public KycSharingClientBuilder secret(Supplier<String> secret) {
        return signer(RequestSigner.hmacSha256(secret));
    }

    /**
     * Sets the signer, instead of a secret. Use it for a secret that must not leave a key store, for example.
     *
     * @param signer signs the bytes of each request
     * @return this builder
     */
    public KycSharingClientBuilder signer(RequestSigner signer) {
        this.signer = signer;
        return this;
    }

    /**
     * Sets the broker type of the bizEntityKey, as configured at the exchange.
     *
     * @param brokerType the type, which determines the mandatory and optional sections of a record
     * @return this builder
     */
    public KycSharingClientBuilder brokerType(BrokerType brokerType) {
        this.brokerType = brokerType;
        return this;
    }

    /**
     * Sets the base URL of the exchange's API, {@value #DEFAULT_BASE_URL} by default.
     *
     * @param baseUrl an https URL without query; http for a loopback host only
     * @return this builder
     * @throws IllegalArgumentException for any other value
     */
    public KycSharingClientBuilder baseUrl(String baseUrl) {
        this.endpoint = ExchangeEndpoint.of(baseUrl);
        return this;
    }

    /**
     * Restricts the client to a loopback base URL, for tests: {@link #build()} fails if the base URL is another host.
     *
     * @param loopbackOnly false by default
     * @return this builder
     */
    public KycSharingClientBuilder loopbackOnly(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
        return this;
    }

    /**
     * Sets the default notifyUrl, for requests without one.
     *
     * @param notifyUrl an absolute http(s) URL, or {@code "."} for no notification; null for no default: each record must then have
     *     its own
     * @return this builder
     * @throws IllegalArgumentException for any other value
     */
    public KycSharingClientBuilder notifyUrl(@Nullable String notifyUrl) {
        if (notifyUrl != null && !Format.NOTIFY_URL.accepts(notifyUrl)) {
            throw new IllegalArgumentException("notifyUrl must be an absolute http or https URL, or \".\"");
        }
        this.notifyUrl = notifyUrl;
        return this;
    }

    /**
     * Sets the connect timeout, 5 s by default.
     *
     * @param timeout positive, at most an hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = requireBounded("connectTimeout", timeout);
        return this;
    }

    /**
     * Sets the read timeout, the longest wait for data from the exchange, 20 s by default.
     *
     * @param timeout positive, at most an hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder readTimeout(Duration timeout) {
        this.readTimeout = requireBounded("readTimeout", timeout);
        return this;
    }

    /**
     * Sets the write timeout, the longest wait for the exchange to accept data, 10 s by default.
     *
     * @param timeout positive, at most an hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder writeTimeout(Duration timeout) {
        this.writeTimeout = requireBounded("writeTimeout", timeout);
        return this;
    }

    /**
     * Sets the maximum size of a response in bytes, 1 MiB by default. A longer response is unreadable.
     *
     * @param maxResponseBytes 1 KiB to 64 MiB
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder maxResponseBytes(int maxResponseBytes) {
        if (maxResponseBytes < 1024 || maxResponseBytes > MAX_RESPONSE_BYTES) {
            throw new IllegalArgumentException("maxResponseBytes must be 1024 to 67108864, not " + maxResponseBytes);
        }
        this.maxResponseBytes = maxResponseBytes;
        return this;
    }

    /**
     * Sets the maximum number of idle connections, 64 by default. Choose the number of concurrent callers.
     *
     * @param maxIdleConnections zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public KycSharingClientBuilder maxIdleConnections(int maxIdleConnections) {
        if (maxIdleConnections < 0) {
            throw new IllegalArgumentException("maxIdleConnections must not be negative");
        }
        this.maxIdleConnections = maxIdleConnections;
        return this;
    }

    /**
     * Sets how long an idle connection stays open, 5 minutes by default.
     *
     * @param keepAlive at least 1 ms, at most an hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder keepAlive(Duration keepAlive) {
        this.keepAlive = requireBounded("keepAlive", keepAlive);
        return this;
    }

    /**
     * Sets whether the client reuses a connection for further requests, true by default. On a reused connection, a late response to
     * one request cannot be distinguished from the response to the next. Without reuse this cannot happen, but each request needs a
     * new connection and TLS handshake. Each request then has the header {@code Connection: close}.
     *
     * @param connectionReuse false for one connection per request; {@link #maxIdleConnections} and {@link #keepAlive} then have no
     *     effect
     * @return this builder
     */
    public KycSharingClientBuilder connectionReuse(boolean connectionReuse) {
        this.connectionReuse = connectionReuse;
        return this;
    }

    /**
     * Sets attempts, back-off and total timeout, {@link DeliveryOptions#DEFAULTS} by default.
     *
     * @param options the options; a null value keeps its default
     * @return this builder
     */
    public KycSharingClientBuilder delivery(DeliveryOptions options) {
        this.delivery = options.withDefaults(DeliveryOptions.DEFAULTS);
        return this;
    }

    /**
     * Limits the number of concurrent requests, so that a back-fill does not overload the exchange. No limit by default. The wait
     * for a permit counts towards the call's total timeout.
     *
     * @param max at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public KycSharingClientBuilder maxConcurrentRequests(int max) {
        this.maxConcurrentRequests = OptionalInt.of(requireAtLeastOne("maxConcurrentRequests", max));
        return this;
    }

    /**
     * Limits the rate of requests, evenly spaced; each attempt counts. No limit by default. The wait for a permit counts towards
     * the call's total timeout.
     *
     * @param max at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public KycSharingClientBuilder maxRequestsPerSecond(int max) {
        this.maxRequestsPerSecond = OptionalInt.of(requireAtLeastOne("maxRequestsPerSecond", max));
        return this;
    }

    /**
     * Sets the limiter that gives a permit for each attempt, instead of {@link #maxConcurrentRequests} and {@link
     * #maxRequestsPerSecond}: for example to keep a limit across several machines.
     *
     * @param limiter called by many threads; not closed with the client
     * @return this builder
     */
    public KycSharingClientBuilder requestLimiter(RequestLimiter limiter) {
        this.requestLimiter = limiter;
        return this;
    }

    /**
     * Adds a questionnaire template, against which the client validates answers to its version.
     *
     * @param template questions and options of one version; at most one template per version
     * @return this builder
     */
    public KycSharingClientBuilder questionnaire(QuestionnaireTemplate template) {
        this.templates.add(template);
        return this;
    }

    /**
     * Sets the generator of the requestNo of each request, a random UUID by default.
     *
     * @param requestNoGenerator returns a unique text of at most 120 characters; called by many threads
     * @return this builder
     */
    public KycSharingClientBuilder requestNoGenerator(Supplier<String> requestNoGenerator) {
        this.requestNoGenerator = requestNoGenerator;
        return this;
    }

    /**
     * Sets the trust store and the client certificate, instead of the platform's trust store and no certificate: for a gateway with
     * a private certificate.
     *
     * @param context creates the TLS sockets
     * @param trustManager the trust manager of the context
     * @return this builder
     */
    public KycSharingClientBuilder tls(SSLContext context, X509TrustManager trustManager) {
        this.tls = new TransportSettings.Tls(context, trustManager, null);
        return this;
    }

    /**
     * Sets the trust store, the client certificate, and the TLS protocols and cipher suites.
     *
     * @param context creates the TLS sockets
     * @param trustManager the trust manager of the context
     * @param parameters the allowed protocols and cipher suites, if not null; other parameters are ignored
     * @return this builder
     */
    public KycSharingClientBuilder tls(SSLContext context, X509TrustManager trustManager, SSLParameters parameters) {
        this.tls = new TransportSettings.Tls(context, trustManager, parameters);
        return this;
    }

    /**
     * Sets the HTTP proxy, instead of the platform's. The proxy sees the host of the exchange and only encrypted data, since TLS is
     * between this machine and the exchange. Connections to a loopback host bypass the proxy.
     *
     * @param proxy address of the proxy; an unresolved address is looked up for each connection
     * @return this builder
     */
    public KycSharingClientBuilder proxy(InetSocketAddress proxy) {
        this.proxy = new TransportSettings.HttpProxy(proxy, null);
        return this;
    }

    /**
     * Sets an HTTP proxy with Basic authentication.
     *
     * @param proxy address of the proxy
     * @param credentials user name and password; sent to this proxy only
     * @return this builder
     * @see #proxy(InetSocketAddress)
     */
    public KycSharingClientBuilder proxy(InetSocketAddress proxy, PasswordAuthentication credentials) {
        this.proxy = new TransportSettings.HttpProxy(proxy, credentials);
        return this;
    }

    /**
     * Adds a customizer of the library's HTTP client. It has no effect on a {@link #transport(ExchangeTransport)}.
     *
     * @param customizer called when the client is created, after the customizers added before it
     * @return this builder
     */
    public KycSharingClientBuilder okHttp(OkHttpCustomizer customizer) {
        this.okHttpCustomizers.add(customizer);
        return this;
    }

    /**
     * Replaces the HTTP client. The transport then has its own timeouts and size limits, within the timeout that each attempt
     * passes to it.
     *
     * @param transport sends the requests; closed with the client
     * @return this builder
     */
    public KycSharingClientBuilder transport(ExchangeTransport transport) {
        this.transport = transport;
        return this;
    }

    /**
     * Sets the maximum number of concurrent asynchronous calls, 64 by default. Each call occupies a thread until it ends.
     *
     * @param threads 1 to 10,000; without effect on an {@link #asyncExecutor(Executor)}
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder asyncThreads(int threads) {
        this.asyncThreads = requireUpTo(MAX_ASYNC_THREADS, "asyncThreads", threads);
        return this;
    }

    /**
     * Sets the queue capacity, the number of asynchronous calls that may wait for a thread, 10,000 by default. The wait counts
     * towards the call's total timeout. If the queue is full, the client does not send the call, and its future fails at once.
     *
     * @param capacity 1 to 1,000,000; without effect on an {@link #asyncExecutor(Executor)}
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder asyncQueueCapacity(int capacity) {
        this.asyncQueueCapacity = requireUpTo(MAX_ASYNC_QUEUE_CAPACITY, "asyncQueueCapacity", capacity);
        return this;
    }

    /**
     * Sets the factory of the threads for asynchronous calls, blocking signers and hooks; daemon threads by default. On Java 21 and
     * later, {@code Thread.ofVirtual().factory()} creates virtual threads.
     *
     * @param factory creates the threads, which end when idle for 30 seconds; without effect on an
     *     {@link #asyncExecutor(Executor)}
     * @return this builder
     */
    public KycSharingClientBuilder asyncThreadFactory(ThreadFactory factory) {
        this.asyncThreadFactory = factory;
        return this;
    }

    /**
     * Sets the executor of asynchronous calls, instead of the client's own threads.
     *
     * @param executor runs one call per task; not closed with the client. Its size limits the number of concurrent calls, and its
     *     queue should be bounded
     * @return this builder
     */
    public KycSharingClientBuilder asyncExecutor(Executor executor) {
        this.asyncExecutor = executor;
        return this;
    }

    /**
     * Sets the context propagation from the caller to the thread of an asynchronous call, SLF4J's MDC by default.
     *
     * @param propagation wraps a task on the caller's thread, so that it runs in the caller's context
     * @return this builder
     */
    public KycSharingClientBuilder contextPropagation(UnaryOperator<Runnable> propagation) {
        this.contextPropagation = propagation;
        return this;
    }

    /**
     * Sets the clock for the timestamps of attempts and for dates in Retry-After.
     *
     * @param clock the clock, the system's by default; timeouts do not depend on it
     * @return this builder
     */
    public KycSharingClientBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Adds an observer of calls and attempts, for metrics and traces. None by default.
     *
     * @param observer called after earlier observers when a call or attempt starts, and before them when it ends; the client logs
     *     its exceptions, and they change nothing for the caller
     * @return this builder
     */
    public KycSharingClientBuilder observer(DeliveryObserver observer) {
        DeliveryObserver guarded = new SafeObserver(observer);
        this.observer = this.observer == SafeObserver.NONE ? guarded : new CompositeObserver(this.observer, guarded);
        return this;
    }

    /**
     * Adds a hook that runs before a record is sent, for example to store the customer whose status must be polled. It receives the
     * requestNo and the customer of each valid and signed request, once per call, also for a resumed submission.
     *
     * <p>Its time counts towards the total timeout: at the timeout the call ends as not sent, even if the hook has not returned. A
     * synchronous call therefore runs it on one of the client's threads, in the caller's context but outside the caller's
     * transaction: the hook's data is stored before the record is sent, even if the transaction is rolled back later. If the hook
     * throws, the client sends nothing, and the caller receives a {@link io.github.kycsharing.exception.KycNotSentException}
     * without the hook's message.
     *
     * @param action called by many threads, after the hooks added before it
     * @return this builder
     */
    public KycSharingClientBuilder beforeSend(Consumer<PreparedRequest> action) {
        this.beforeSend = beforeSend == null ? action : beforeSend.andThen(action);
        return this;
    }

    /**
     * Sets whether a new client warms up in the background, which makes the first call faster. The warm-up sends nothing and uses
     * neither the signer nor the secret.
     *
     * @param warmUp true, the default, for a short-lived thread that uses some tenths of a second of CPU time
     * @return this builder
     */
    public KycSharingClientBuilder warmUp(boolean warmUp) {
        this.warmUp = warmUp;
        return this;
    }

    /**
     * Sets the executor that runs the warm-up, instead of a new thread. Closing the client cancels a warm-up that has not started.
     *
     * @param executor receives the warm-up once, when the client is created; {@code Runnable::run} creates a client that is
     *     ready for its first call
     * @return this builder
     * @see #warmUp(boolean)
     */
    public KycSharingClientBuilder warmUpExecutor(Executor executor) {
        this.warmUpExecutor = executor;
        return this;
    }

    /**
     * Creates the validator of the client that {@link #build()} creates. It needs neither the secret nor the base URL.
     *
     * @return a validator
     * @throws IllegalStateException if bizEntityKey or brokerType is missing
     * @throws IllegalArgumentException if two questionnaire templates have the same version
     */
    public KycValidator buildValidator() {
        return new KycValidator(
                require("brokerType", brokerType), require("bizEntityKey", bizEntityKey), notifyUrl, templates);
    }

    /**
     * Creates the client, and logs its name, masked key, broker type and host at INFO.
     *
     * @return a client; close it at the end
     * @throws IllegalStateException if bizEntityKey, secret or brokerType is missing, if {@link #loopbackOnly} is set and the
     *     base URL is not a loopback host, or if there are limits beside a {@link #requestLimiter}
     * @throws IllegalArgumentException if two questionnaire templates have the same version
     */
    public KycSharingClient build() {
        String key = require("bizEntityKey", bizEntityKey);
        BrokerType kind = require("brokerType", brokerType);
        if (loopbackOnly && !endpoint.isLoopback()) {
            throw new IllegalStateException(
                    "The KYC sharing client " + name + " may only reach a loopback host, not " + endpoint.authority());
        }
        KycValidator validator = buildValidator();
        RequestDefaults defaults = new RequestDefaults(key, notifyUrl, requestNoGenerator);
        Map<Operation, URI> uris = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            uris.put(operation, endpoint.resolve(operation.path()));
        }
        RequestExecutor.Preparation preparation = new RequestExecutor.Preparation(
                defaults,
                validator,
                KycJson::write,
                KycJson::writeCall,
                require("secret", signer),
                beforeSend,
                operation -> Objects.requireNonNull(uris.get(operation)));
        Duration attemptTimeout = connectTimeout.plus(writeTimeout).plus(readTimeout);
        WarmUp warming = new WarmUp(validator::validate);
        if (warmUp) {
            warming.startOn(warmUpExecutor);
        }
        RequestLimiter limiter = limiter();
        DeadlineWatch watch = DeadlineWatch.open();
        log.info(
                "KYC sharing client {}: entity {}, broker type {}, host {}",
                name,
                masked(key),
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                endpoint.authority());
        return new SigningClient(
                name,
                kind,
                new SigningClient.Limits(maxRequestsPerSecond, maxConcurrentRequests),
                defaults,
                new RequestExecutor(
                        preparation, transport != null ? transport : okHttp(), attemptTimeout, limiter, clock),
                delivery,
                new AsyncCalls(
                        asyncExecutor,
                        new AsyncCalls.Settings(
                                asyncThreads, asyncQueueCapacity, asyncThreadFactory, contextPropagation),
                        watch),
                observer,
                warming,
                new ApplicationCode(asyncThreads, asyncThreadFactory, contextPropagation),
                watch);
    }

    private RequestLimiter limiter() {
        if (requestLimiter == null) {
            return new CallLimits(maxConcurrentRequests, maxRequestsPerSecond);
        }
        if (maxConcurrentRequests.isPresent() || maxRequestsPerSecond.isPresent()) {
            throw new IllegalStateException("Set either a requestLimiter or limits on requests, not both");
        }
        return requestLimiter;
    }

    private ExchangeTransport okHttp() {
        OkHttpTransport okHttp = new OkHttpTransport(new TransportSettings(
                connectTimeout,
                readTimeout,
                writeTimeout,
                maxResponseBytes,
                maxIdleConnections,
                keepAlive,
                connectionReuse,
                tls,
                endpoint.isLoopback() ? null : proxy,
                List.copyOf(okHttpCustomizers)));
        observer.bindConnectionMetrics(() -> new ConnectionCounts(okHttp.openConnections(), okHttp.idleConnections()));
        return okHttp;
    }

    /** Enough to distinguish two keys, and not enough to use one. */
    private static String masked(String key) {
        return key.length() < MIN_MASKED_LENGTH
                ? "****"
                : key.substring(0, VISIBLE_CHARACTERS) + "****" + key.substring(key.length() - VISIBLE_CHARACTERS);
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A KycSharingClient needs a " + name);
        }
        return value;
    }

    private static int requireUpTo(int max, String name, int value) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ", not " + value);
        }
        return value;
    }

    private static int requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
        return value;
    }

    private static String requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }

    private static Duration requireBounded(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.toMillis() == 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(name + " must be at least 1 ms and at most an hour, not " + timeout);
        }
        return timeout;
    }
}
