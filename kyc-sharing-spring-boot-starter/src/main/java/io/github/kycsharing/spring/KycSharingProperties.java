package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the clients that share KYC records. The starter checks them when it creates a client, so an application that
 * defines its own client need not set any.
 *
 * @param enabled Whether to create KYC sharing clients.
 * @param bizEntityKey Key of the access entity, as the exchange has issued it. Mandatory.
 * @param secret Secret that belongs to the bizEntityKey, not the exchange API-key secret. Mandatory, unless the application
 *     defines a KycSharingCredentialsProvider or RequestSigner bean. Keep it out of files under version control.
 * @param brokerType Kind of broker that the bizEntityKey is configured for at the exchange, which determines the required and
 *     allowed sections of a record. Mandatory.
 * @param baseUrl Base URL of the exchange. An https URL without query; http for a loopback host only.
 * @param notifyUrl URL that the exchange notifies of a new KYC status, for records without a notifyUrl. An absolute
 *     http or https URL, or "." for no notification.
 * @param connectTimeout Connect timeout. 1 ms to 1 hour.
 * @param readTimeout Read timeout: longest silence of the exchange. 1 ms to 1 hour.
 * @param writeTimeout Write timeout: longest time in which the exchange accepts no data. 1 ms to 1 hour.
 * @param totalTimeout Total timeout of a call, including all attempts and the waits between them. Up to 1 hour.
 * @param maxResponseSize Maximum size of a response; a longer one is unreadable. 1 KB to 64 MB.
 * @param maxIdleConnections Maximum number of idle connections. As many as there are concurrent callers.
 * @param keepAlive Time that an idle connection is kept open. 1 ms to 1 hour.
 * @param connectionReuse Whether a connection carries more than one request. False excludes that a late response is read as
 *     the response to the next request, and opens a connection for each request.
 * @param maxConcurrentRequests Maximum number of concurrent requests; the wait for a permit is part of the total time. No
 *     limit unless set.
 * @param maxRequestsPerSecond Maximum number of requests per second, each attempt counted; the wait for a permit is part of
 *     the total time. No limit unless set.
 * @param warmUp Whether to warm up the clients in the background once the application has started.
 * @param async Threads and queue of asynchronous calls.
 * @param loopbackOnly Whether to reject a base URL that is not on this machine, for tests.
 * @param retry Retries.
 * @param questionnaires Questionnaires that a KZ entity broker's answers are checked against, one for each version. Answers
 *     of a version that is not listed are not checked.
 * @param ssl TLS trust and client certificate.
 * @param proxy HTTP proxy to go through.
 * @param clients Further access entities, each with a client of its own, by the client's name: lower-case letters, digits and
 *     dashes. A client inherits what it does not set.
 */
@ConfigurationProperties("kyc-sharing")
public record KycSharingProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String bizEntityKey,
        @Nullable String secret,
        @Nullable BrokerType brokerType,

        @DefaultValue(KycSharingClientBuilder.DEFAULT_BASE_URL)
        String baseUrl,

        @Nullable String notifyUrl,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("10s") Duration writeTimeout,
        @DefaultValue("60s") Duration totalTimeout,
        @DefaultValue("1MB") DataSize maxResponseSize,
        @DefaultValue("64") int maxIdleConnections,
        @DefaultValue("5m") Duration keepAlive,
        @DefaultValue("true") boolean connectionReuse,
        @Nullable Integer maxConcurrentRequests,
        @Nullable Integer maxRequestsPerSecond,
        @DefaultValue("true") boolean warmUp,
        @DefaultValue Async async,
        @DefaultValue("false") boolean loopbackOnly,
        @DefaultValue Retry retry,
        @DefaultValue List<Questionnaire> questionnaires,
        @DefaultValue Ssl ssl,
        @Nullable Proxy proxy,
        @DefaultValue Map<String, Client> clients) {

    /**
     * Copies the collections.
     */
    public KycSharingProperties {
        questionnaires = List.copyOf(questionnaires);
        clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
    }

    /**
     * Returns all properties but the secrets.
     *
     * @return the properties, with {@code ***} for a secret or password that is there
     */
    @Override
    public String toString() {
        return "KycSharingProperties[enabled=" + enabled + ", bizEntityKey=" + bizEntityKey + ", secret="
                + hidden(secret) + ", brokerType=" + brokerType + ", baseUrl=" + baseUrl
                + ", notifyUrl=" + notifyUrl + ", connectTimeout=" + connectTimeout + ", readTimeout=" + readTimeout
                + ", writeTimeout=" + writeTimeout + ", totalTimeout=" + totalTimeout + ", maxResponseSize="
                + maxResponseSize + ", maxIdleConnections=" + maxIdleConnections + ", keepAlive=" + keepAlive
                + ", connectionReuse=" + connectionReuse
                + ", maxConcurrentRequests=" + maxConcurrentRequests + ", maxRequestsPerSecond=" + maxRequestsPerSecond
                + ", warmUp=" + warmUp + ", async=" + async + ", loopbackOnly=" + loopbackOnly + ", retry=" + retry
                + ", questionnaires=" + questionnaires + ", ssl=" + ssl + ", proxy=" + proxy + ", clients=" + clients
                + "]";
    }

    private static String hidden(@Nullable String secret) {
        return secret == null ? "null" : "***";
    }

    /**
     * TLS trust and client certificate.
     *
     * @param bundle Name of the SSL bundle (spring.ssl.bundle) with the certificates. The platform's trust store unless set.
     */
    public record Ssl(@Nullable String bundle) {}

    /**
     * HTTP proxy to go through. A loopback host is always reached directly.
     *
     * @param host Name or address of the proxy. The platform's proxy settings apply unless set.
     * @param port Port of the proxy. Mandatory if there is a host.
     * @param username User name for the proxy.
     * @param password Password for the proxy. Keep it out of files under version control.
     */
    public record Proxy(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password) {
        /**
         * Returns all properties but the credentials.
         *
         * @return the properties, with {@code ***} for credentials that are there
         */
        @Override
        public String toString() {
            return "Proxy[host=" + host + ", port=" + port + ", username=" + hidden(username) + ", password="
                    + hidden(password) + "]";
        }
    }

    /**
     * One further access entity. It inherits what it does not set from kyc-sharing, except key and secret.
     *
     * @param bizEntityKey Key of the access entity, as the exchange has issued it. Mandatory.
     * @param secret Secret that belongs to the bizEntityKey. Mandatory; kyc-sharing.secret replaces it only if
     *     kyc-sharing.biz-entity-key is not set.
     * @param brokerType Kind of broker that the bizEntityKey is configured for at the exchange.
     * @param baseUrl Base URL of the exchange.
     * @param notifyUrl URL that the exchange notifies of a new KYC status, for records without a notifyUrl.
     * @param connectTimeout Connect timeout.
     * @param readTimeout Read timeout: longest silence of the exchange.
     * @param writeTimeout Write timeout: longest time in which the exchange accepts no data.
     * @param totalTimeout Total timeout of a call, including all attempts and the waits between them.
     * @param maxResponseSize Maximum size of a response.
     * @param maxIdleConnections Maximum number of idle connections.
     * @param keepAlive Time that an idle connection is kept open.
     * @param connectionReuse Whether a connection carries more than one request.
     * @param maxConcurrentRequests Maximum number of concurrent requests of this client.
     * @param maxRequestsPerSecond Maximum number of requests per second of this client.
     * @param async Threads and queue of the asynchronous calls of this client.
     * @param retry Retries.
     * @param questionnaires Questionnaires of this entity, in place of all that are listed under kyc-sharing.questionnaires.
     * @param ssl TLS trust and client certificate.
     * @param proxy HTTP proxy to go through, in place of kyc-sharing.proxy as a whole; with an empty host, the platform's.
     */
    public record Client(
            @Nullable String bizEntityKey,
            @Nullable String secret,
            @Nullable BrokerType brokerType,
            @Nullable String baseUrl,
            @Nullable String notifyUrl,
            @Nullable Duration connectTimeout,
            @Nullable Duration readTimeout,
            @Nullable Duration writeTimeout,
            @Nullable Duration totalTimeout,
            @Nullable DataSize maxResponseSize,
            @Nullable Integer maxIdleConnections,
            @Nullable Duration keepAlive,
            @Nullable Boolean connectionReuse,
            @Nullable Integer maxConcurrentRequests,
            @Nullable Integer maxRequestsPerSecond,
            @DefaultValue ClientAsync async,
            @DefaultValue ClientRetry retry,
            @Nullable List<Questionnaire> questionnaires,
            @DefaultValue Ssl ssl,
            @Nullable Proxy proxy) {
        /**
         * Copies the list.
         */
        public Client {
            questionnaires = questionnaires == null ? null : List.copyOf(questionnaires);
        }

        /**
         * Returns the entity without the secrets.
         *
         * @return the key, with {@code ***} for a secret that is there
         */
        @Override
        public String toString() {
            return "Client[bizEntityKey=" + bizEntityKey + ", secret=" + hidden(secret) + ", brokerType=" + brokerType
                    + ", baseUrl=" + baseUrl + ", proxy=" + proxy + "]";
        }
    }

    /**
     * Threads and queue of the asynchronous calls of a client.
     *
     * @param threads Number of threads for asynchronous calls.
     * @param queueCapacity Number of asynchronous calls that may wait for a thread.
     */
    public record ClientAsync(
            @Nullable Integer threads, @Nullable Integer queueCapacity) {}

    /**
     * Threads and queue of asynchronous calls.
     *
     * @param threads Number of threads for asynchronous calls, for each client. 1 to 10,000. Virtual threads if
     *     spring.threads.virtual.enabled is true.
     * @param queueCapacity Number of asynchronous calls that may wait for a thread; the wait is part of the total time, and a
     *     further call is not sent. 1 to 1,000,000.
     */
    public record Async(
            @DefaultValue("64") int threads,
            @DefaultValue("10000") int queueCapacity) {}

    /**
     * Retries of a client.
     *
     * @param maxAttempts Maximum number of attempts of a request.
     * @param initialBackoff Longest wait before the second attempt.
     * @param maxBackoff Upper limit of the growing bound.
     */
    public record ClientRetry(
            @Nullable Integer maxAttempts,
            @Nullable Duration initialBackoff,
            @Nullable Duration maxBackoff) {}

    /**
     * Retries.
     *
     * @param maxAttempts Maximum number of attempts of a request. 1 to 100; 1 for no retry.
     * @param initialBackoff Longest wait before the second attempt. The wait is drawn at random from zero up to it, and its
     *     bound doubles with each further attempt. Up to 1 hour.
     * @param maxBackoff Upper limit of the growing bound. Up to 1 hour, not less than the initial one.
     */
    public record Retry(
            @DefaultValue("4") int maxAttempts,
            @DefaultValue("250ms") Duration initialBackoff,
            @DefaultValue("5s") Duration maxBackoff) {}

    /**
     * The questions of one questionnaire version, as the exchange has configured them for the broker.
     *
     * @param version Version of the questionnaire, for example KZ_V6.
     * @param questions All questions of the version.
     */
    public record Questionnaire(
            @Nullable String version, @DefaultValue List<Question> questions) {
        /**
         * Copies the list.
         */
        public Questionnaire {
            questions = List.copyOf(questions);
        }
    }

    /**
     * A question and its options.
     *
     * @param title Key of the question.
     * @param options Keys of the options; none if any answer is allowed.
     */
    public record Question(
            @Nullable String title, @DefaultValue List<String> options) {
        /**
         * Copies the options.
         */
        public Question {
            options = List.copyOf(options);
        }
    }
}
