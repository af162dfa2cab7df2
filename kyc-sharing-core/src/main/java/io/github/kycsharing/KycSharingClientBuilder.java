package io.github.kycsharing;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.delivery.CallLimits;
import io.github.kycsharing.internal.delivery.CompositeObserver;
import io.github.kycsharing.internal.delivery.RequestDefaults;
import io.github.kycsharing.internal.delivery.RequestExecutor;
import io.github.kycsharing.internal.delivery.SafeObserver;
import io.github.kycsharing.internal.signing.CredentialFormat;
import io.github.kycsharing.internal.transport.DeadlineWatch;
import io.github.kycsharing.internal.transport.OkHttpTransport;
import io.github.kycsharing.internal.transport.TransportSettings;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.OkHttpCustomizer;
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

/** Makes a {@link KycSharingClient}. bizEntityKey, secret and brokerType are mandatory, everything else has a default. */
public final class KycSharingClientBuilder {
    /** Where the exchange's API is found. */
    public static final String DEFAULT_BASE_URL = "https://cb.link-kycapi.com";

    private static final Logger log = LoggerFactory.getLogger(KycSharingClient.class);
    private static final String DEFAULT_NAME = "default";
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final int MAX_RESPONSE = 64 * 1024 * 1024;
    private static final int MOST_ASYNC_THREADS = 10_000;
    private static final int LONGEST_QUEUE = 1_000_000;
    private static final int MIN_MASKED = 8;
    private static final int SHOWN = 2;

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
    private TransportSettings.@Nullable Tls tls;
    private TransportSettings.@Nullable HttpProxy proxy;
    private final List<OkHttpCustomizer> okHttpCustomizers = new ArrayList<>();
    private @Nullable ExchangeTransport transport;
    private @Nullable Executor asyncExecutor;
    private int asyncThreads = 64;
    private int asyncQueueCapacity = 10_000;
    private ThreadFactory asyncThreadFactory = CallThreads.daemons("kyc-sharing-async-");
    private UnaryOperator<Runnable> contextPropagation = LoggingContext::carry;
    private Clock clock = Clock.systemUTC();
    private DeliveryObserver observer = SafeObserver.NONE;
    private boolean warmUp = true;
    private Executor warmUpExecutor = WarmUp::onThreadOfItsOwn;
    private @Nullable Consumer<UserInfo> beforeSend;
    private final List<QuestionnaireTemplate> templates = new ArrayList<>();

    KycSharingClientBuilder() {}

    /**
     * Sets what the client is called, {@code default} by default: an application with several tells them apart by it.
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
     * Sets the access entity's key. It goes into every request that has none; a request with another is invalid.
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
     * Sets the secret that belongs to the bizEntityKey. Not the exchange API-key secret.
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
     * Sets where the secret is found, so that it can be replaced without a restart. One trailing line break is removed, since
     * the text of a file ends with one; nothing is sent while the secret is one that {@link #secret(String)} refuses.
     *
     * @param secret tells the current secret; called for each request
     * @return this builder
     */
    public KycSharingClientBuilder secret(Supplier<String> secret) {
        return signer(RequestSigner.hmacSha256(secret));
    }

    /**
     * Sets what signs, in place of a secret: for a secret that must not leave a key store, for example.
     *
     * @param signer signs the bytes that are sent
     * @return this builder
     */
    public KycSharingClientBuilder signer(RequestSigner signer) {
        this.signer = signer;
        return this;
    }

    /**
     * Sets the kind of broker that the bizEntityKey is configured for at the exchange.
     *
     * @param brokerType the kind, which decides the sections a record must and may have
     * @return this builder
     */
    public KycSharingClientBuilder brokerType(BrokerType brokerType) {
        this.brokerType = brokerType;
        return this;
    }

    /**
     * Sets where the exchange is found, {@value #DEFAULT_BASE_URL} by default.
     *
     * @param baseUrl an https URL without query; http for a loopback host only
     * @return this builder
     * @throws IllegalArgumentException if it is anything else
     */
    public KycSharingClientBuilder baseUrl(String baseUrl) {
        this.endpoint = ExchangeEndpoint.of(baseUrl);
        return this;
    }

    /**
     * Restricts the client to a loopback base URL, for tests: a client that would reach anything but this machine is not made.
     *
     * @param loopbackOnly false by default
     * @return this builder
     */
    public KycSharingClientBuilder loopbackOnly(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
        return this;
    }

    /**
     * Sets the notifyUrl of requests that have none. A request's own stays.
     *
     * @param notifyUrl an absolute http(s) URL, or {@code "."} for no notification; null for none, so that each record needs
     *     its own
     * @return this builder
     * @throws IllegalArgumentException if it is anything else
     */
    public KycSharingClientBuilder notifyUrl(@Nullable String notifyUrl) {
        if (notifyUrl != null && !Format.NOTIFY_URL.accepts(notifyUrl)) {
            throw new IllegalArgumentException("notifyUrl must be an absolute http or https URL, or \".\"");
        }
        this.notifyUrl = notifyUrl;
        return this;
    }

    /**
     * Sets how long a connection may take to stand, 5 s by default.
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
     * Sets how long the exchange may be silent, 20 s by default.
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
     * Sets how long the exchange may not take what is sent, 10 s by default.
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
     * Sets how much of a response is read, 1 MiB by default; a longer one is unreadable.
     *
     * @param maxResponseBytes 1 KiB to 64 MiB
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder maxResponseBytes(int maxResponseBytes) {
        if (maxResponseBytes < 1024 || maxResponseBytes > MAX_RESPONSE) {
            throw new IllegalArgumentException("maxResponseBytes must be 1024 to 67108864, not " + maxResponseBytes);
        }
        this.maxResponseBytes = maxResponseBytes;
        return this;
    }

    /**
     * Sets how many connections are kept open while unused, 64 by default: as many as callers that share at once.
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
     * Sets how long a connection is kept open while unused, 5 minutes by default.
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
     * Sets whether a connection may carry more than one request, true by default. Nothing can tell a late response to one
     * request from the response to the next once that is written; without reuse there is no next one, at the price of a
     * connection and a TLS handshake for each request. Each request then says {@code Connection: close}.
     *
     * @param connectionReuse false for a connection for each request; {@link #maxIdleConnections} and {@link #keepAlive} are
     *     without effect then
     * @return this builder
     */
    public KycSharingClientBuilder connectionReuse(boolean connectionReuse) {
        this.connectionReuse = connectionReuse;
        return this;
    }

    /**
     * Sets how hard to try, {@link DeliveryOptions#DEFAULTS} by default.
     *
     * @param options what to change; what is null keeps its default
     * @return this builder
     */
    public KycSharingClientBuilder delivery(DeliveryOptions options) {
        this.delivery = options.orElse(DeliveryOptions.DEFAULTS);
        return this;
    }

    /**
     * Limits how many requests are under way at once, so that a back-fill does not trip the exchange. No limit by default.
     * Waiting for a place is part of the call's total time.
     *
     * @param max at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public KycSharingClientBuilder maxConcurrentRequests(int max) {
        this.maxConcurrentRequests = OptionalInt.of(requireAtLeastOne("maxConcurrentRequests", max));
        return this;
    }

    /**
     * Limits how many requests begin in a second, evenly spaced and each attempt counted. No limit by default. Waiting for a
     * place is part of the call's total time.
     *
     * @param max at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public KycSharingClientBuilder maxRequestsPerSecond(int max) {
        this.maxRequestsPerSecond = OptionalInt.of(requireAtLeastOne("maxRequestsPerSecond", max));
        return this;
    }

    /**
     * Adds a questionnaire that answers of its version are checked against.
     *
     * @param template its questions and options; one for each version
     * @return this builder
     */
    public KycSharingClientBuilder questionnaire(QuestionnaireTemplate template) {
        this.templates.add(template);
        return this;
    }

    /**
     * Sets how requestNoGenerator are generated, random UUIDs by default.
     *
     * @param requestNoGenerator gives a text that was never used before, at most 120 characters; called by many threads
     * @return this builder
     */
    public KycSharingClientBuilder requestNoGenerator(Supplier<String> requestNoGenerator) {
        this.requestNoGenerator = requestNoGenerator;
        return this;
    }

    /**
     * Sets whom to trust and which certificate to show, in place of the platform's trust store and none: for a gateway with a
     * certificate of its own.
     *
     * @param context makes the TLS sockets
     * @param trustManager the trust manager that the context was made with
     * @return this builder
     */
    public KycSharingClientBuilder tls(SSLContext context, X509TrustManager trustManager) {
        this.tls = new TransportSettings.Tls(context, trustManager, null);
        return this;
    }

    /**
     * Sets whom to trust, which certificate to show, and which protocols and cipher suites to speak.
     *
     * @param context makes the TLS sockets
     * @param trustManager the trust manager that the context was made with
     * @param parameters its protocols and its cipher suites are the only ones, where they are not null; nothing else of it is
     *     used
     * @return this builder
     */
    public KycSharingClientBuilder tls(SSLContext context, X509TrustManager trustManager, SSLParameters parameters) {
        this.tls = new TransportSettings.Tls(context, trustManager, parameters);
        return this;
    }

    /**
     * Sets an HTTP proxy to go through, in place of the platform's. It sees where the connection goes and nothing of what is
     * said: TLS is between this machine and the exchange. A loopback host is always reached directly.
     *
     * @param proxy where the proxy listens; an unresolved address is looked up for each connection
     * @return this builder
     */
    public KycSharingClientBuilder proxy(InetSocketAddress proxy) {
        this.proxy = new TransportSettings.HttpProxy(proxy, null);
        return this;
    }

    /**
     * Sets an HTTP proxy that asks who is there (Basic authentication).
     *
     * @param proxy where the proxy listens
     * @param credentials shown to this proxy and to nobody else
     * @return this builder
     * @see #proxy(InetSocketAddress)
     */
    public KycSharingClientBuilder proxy(InetSocketAddress proxy, PasswordAuthentication credentials) {
        this.proxy = new TransportSettings.HttpProxy(proxy, credentials);
        return this;
    }

    /**
     * Adds a change to the HTTP client that the library brings. Without effect on a {@link #transport(ExchangeTransport)}.
     *
     * @param customizer called when the client is made, after those that were added before it
     * @return this builder
     */
    public KycSharingClientBuilder okHttp(OkHttpCustomizer customizer) {
        this.okHttpCustomizers.add(customizer);
        return this;
    }

    /**
     * Replaces the HTTP client. The timeouts and sizes of this builder are then the transport's own business, but for the
     * time that each attempt may take.
     *
     * @param transport makes the calls; closed with the client
     * @return this builder
     */
    public KycSharingClientBuilder transport(ExchangeTransport transport) {
        this.transport = transport;
        return this;
    }

    /**
     * Sets how many asynchronous calls are under way at once, 64 by default: each takes a thread from its beginning to its end.
     *
     * @param threads 1 to 10,000; without effect on an {@link #asyncExecutor(Executor)}
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder asyncThreads(int threads) {
        this.asyncThreads = requireUpTo(MOST_ASYNC_THREADS, "asyncThreads", threads);
        return this;
    }

    /**
     * Sets how many asynchronous calls may wait for a thread, 10,000 by default. The wait is part of the call's total timeout. A
     * call that finds the queue full is not sent, and its future says so at once.
     *
     * @param capacity 1 to 1,000,000; without effect on an {@link #asyncExecutor(Executor)}
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public KycSharingClientBuilder asyncQueueCapacity(int capacity) {
        this.asyncQueueCapacity = requireUpTo(LONGEST_QUEUE, "asyncQueueCapacity", capacity);
        return this;
    }

    /**
     * Sets what makes the threads of asynchronous calls, and those that a blocking signer or hook is given; daemon threads by
     * default. On Java 21 and later, {@code Thread.ofVirtual().factory()} makes virtual ones.
     *
     * @param factory makes the threads, which end after half a minute of rest; without effect on an
     *     {@link #asyncExecutor(Executor)}
     * @return this builder
     */
    public KycSharingClientBuilder asyncThreadFactory(ThreadFactory factory) {
        this.asyncThreadFactory = factory;
        return this;
    }

    /**
     * Sets where asynchronous calls run, in place of threads of the client's own.
     *
     * @param executor runs one call to its end in each task; not closed with the client. Its size is the limit on calls
     *     under way, and its queue should be bounded
     * @return this builder
     */
    public KycSharingClientBuilder asyncExecutor(Executor executor) {
        this.asyncExecutor = executor;
        return this;
    }

    /**
     * Sets how the context of the caller follows an asynchronous call to its thread, SLF4J's MDC by default.
     *
     * @param propagation wraps a task on the caller's thread, so that it runs in the caller's context
     * @return this builder
     */
    public KycSharingClientBuilder contextPropagation(UnaryOperator<Runnable> propagation) {
        this.contextPropagation = propagation;
        return this;
    }

    /**
     * Sets the clock that attempts are dated by and that the dates of Retry-After are compared with.
     *
     * @param clock the clock, the system's by default; timeouts do not depend on it
     * @return this builder
     */
    public KycSharingClientBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Adds someone who is told of calls and attempts, for metrics and traces. Nobody by default.
     *
     * @param observer is told, of a beginning after and of an end before those that were added earlier; what it throws is
     *     logged and changes nothing for the caller
     * @return this builder
     */
    public KycSharingClientBuilder observer(DeliveryObserver observer) {
        DeliveryObserver guarded = new SafeObserver(observer);
        this.observer = this.observer == SafeObserver.NONE ? guarded : new CompositeObserver(this.observer, guarded);
        return this;
    }

    /**
     * Adds what is to be done before a record is sent, for example to note down whose status will have to be asked for. It is
     * told the customer of each record that is valid and signed, once for each call, also for one that is resumed.
     *
     * <p>Its time is part of the call's: at the total timeout the call ends as not sent, whether it has come back or not. So that
     * it can be left behind, a synchronous call runs it on a thread of the client's own, in the caller's context but outside of
     * the caller's transaction: what it stores is stored before the record is sent, whatever becomes of the transaction. If
     * it throws, nothing is sent: the caller gets a {@link io.github.kycsharing.exception.KycNotSentException}
     * without its message.
     *
     * @param action called after those that were added before it; by many threads
     * @return this builder
     */
    public KycSharingClientBuilder beforeSend(Consumer<UserInfo> action) {
        this.beforeSend = beforeSend == null ? action : beforeSend.andThen(action);
        return this;
    }

    /**
     * Sets whether to load and prepare in the background what the first call needs, once the client is made; otherwise
     * the first call takes the longer for it. Nothing is sent, and neither the signer nor the secret is asked for anything.
     *
     * @param warmUp true, the default, for a short-lived thread that is busy for some tenths of a second
     * @return this builder
     */
    public KycSharingClientBuilder warmUp(boolean warmUp) {
        this.warmUp = warmUp;
        return this;
    }

    /**
     * Sets where and when the warm-up runs, in place of a thread of its own as soon as the client is made. What the executor
     * never runs, or has not yet begun when the client is closed, is left out: the first call then takes the longer.
     *
     * @param executor is given the warm-up once, when the client is made and unless an earlier client of the process has done
     *     it; may run it on the spot, for a client that is to be ready when it is made
     * @return this builder
     * @see #warmUp(boolean)
     */
    public KycSharingClientBuilder warmUpExecutor(Executor executor) {
        this.warmUpExecutor = executor;
        return this;
    }

    /**
     * Makes the client, and logs its name, masked key, kind of broker and host at INFO.
     *
     * @return a client, to be closed at the end
     * @throws IllegalStateException if bizEntityKey, secret or brokerType is missing, or if the base URL is not a loopback one
     *     although it must be
     * @throws IllegalArgumentException if two questionnaires are for the same version
     */
    public KycSharingClient build() {
        String key = require("bizEntityKey", bizEntityKey);
        BrokerType kind = require("brokerType", brokerType);
        if (loopbackOnly && !endpoint.isLoopback()) {
            throw new IllegalStateException(
                    "The KYC sharing client " + name + " may only reach a loopback host, not " + endpoint.authority());
        }
        KycValidator validator = new KycValidator(kind, key, templates);
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
        WarmUp warming = warmUp ? WarmUp.start(kind, warmUpExecutor) : WarmUp.none();
        CallLimits limits = new CallLimits(maxConcurrentRequests, maxRequestsPerSecond);
        DeadlineWatch watch = DeadlineWatch.open();
        log.info(
                "KYC sharing client {}: entity {}, broker type {}, host {}",
                name,
                masked(key),
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                endpoint.authority());
        return new SigningClient(
                name,
                defaults,
                new RequestExecutor(
                        preparation, transport != null ? transport : okHttp(), attemptTimeout, limits, clock),
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

    /** Enough to tell two keys apart, and not enough to use one. */
    private static String masked(String key) {
        return key.length() < MIN_MASKED
                ? "****"
                : key.substring(0, SHOWN) + "****" + key.substring(key.length() - SHOWN);
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A KycSharingClient needs a " + name);
        }
        return value;
    }

    private static int requireUpTo(int most, String name, int value) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
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
