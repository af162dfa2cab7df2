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
 * The configuration of the client that shares KYC records. Checked when the client is made, so that an application with a
 * client of its own need not set anything.
 *
 * @param enabled Whether to make a KYC sharing client at all.
 * @param bizEntityKey Key of the access entity, as the exchange has issued it. Mandatory.
 * @param secret Secret that belongs to the bizEntityKey, not the exchange API-key secret. Mandatory, unless the application
 *     defines a KycSharingCredentialsProvider or RequestSigner bean. Keep it out of files under version control.
 * @param brokerType Kind of broker that the bizEntityKey is configured for at the exchange, which decides the sections a
 *     record must and may have. Mandatory.
 * @param baseUrl Where the exchange is found. An https URL without query; http for a loopback host only.
 * @param notifyUrl Where the exchange reports a new KYC status of customers whose record names no notifyUrl. An absolute
 *     http or https URL, or "." for no notification.
 * @param connectTimeout How long a connection may take to stand. 1 ms to 1 hour.
 * @param readTimeout How long the exchange may be silent. 1 ms to 1 hour.
 * @param writeTimeout How long the exchange may not take what is sent. 1 ms to 1 hour.
 * @param totalTimeout How long a call may take, all its attempts and the waits between them together. Up to 1 hour.
 * @param maxResponseSize How much of a response is read; a longer one is unreadable. 1 KB to 64 MB.
 * @param maxIdleConnections How many connections are kept open while unused. As many as callers that share at once.
 * @param keepAlive How long a connection is kept open while unused. 1 ms to 1 hour.
 * @param connectionReuse Whether a connection carries more than one request. False rules out that a late response to one
 *     request is taken for the response to the next, and costs a connection for each request.
 * @param maxConcurrentRequests How many requests may be under way at once; waiting for a place is part of the total time. No
 *     limit unless set.
 * @param maxRequestsPerSecond How many requests may begin in a second, each attempt counted; waiting for a place is part of
 *     the total time. No limit unless set.
 * @param warmUp Whether to load and prepare in the background what the first call needs, once the application has started.
 * @param async How many asynchronous calls are under way at once, and how many may wait.
 * @param loopbackOnly Whether a client whose base URL is not on this machine is refused, for tests.
 * @param retry How often to try, and how long to wait in between.
 * @param questionnaires Questionnaires that a KZ entity broker's answers are checked against, one for each version. Answers
 *     of a version that is not listed are not checked.
 * @param ssl Whom to trust and which certificate to show.
 * @param proxy HTTP proxy to go through.
 * @param clients Further access entities, each with a client of its own, by the client's name: lower-case letters, digits and
 *     dashes. What is not set for a client is as it is set for all.
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
     * Tells all but the secrets.
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
     * Whom to trust and which certificate to show.
     *
     * @param bundle Name of the SSL bundle (spring.ssl.bundle) with the certificates. The platform's trust store unless set.
     */
    public record Ssl(@Nullable String bundle) {}

    /**
     * HTTP proxy to go through. A loopback host is always reached directly.
     *
     * @param host Name or address of the proxy. The platform's proxy settings apply unless set.
     * @param port Port of the proxy. Mandatory if there is a host.
     * @param username User name that the proxy asks for.
     * @param password Password that the proxy asks for. Keep it out of files under version control.
     */
    public record Proxy(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password) {
        /**
         * Tells all but the credentials.
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
     * One further access entity. What is not set is as it is set under kyc-sharing for all, but for what belongs to one entity
     * only.
     *
     * @param bizEntityKey Key of the access entity, as the exchange has issued it. Mandatory.
     * @param secret Secret that belongs to the bizEntityKey. Mandatory; kyc-sharing.secret stands in for it only where there is
     *     no kyc-sharing.biz-entity-key that it belongs to.
     * @param brokerType Kind of broker that the bizEntityKey is configured for at the exchange.
     * @param baseUrl Where the exchange is found.
     * @param notifyUrl Where the exchange reports a new KYC status of customers whose record names no notifyUrl.
     * @param connectTimeout How long a connection may take to stand.
     * @param readTimeout How long the exchange may be silent.
     * @param writeTimeout How long the exchange may not take what is sent.
     * @param totalTimeout How long a call may take, all its attempts and the waits between them together.
     * @param maxResponseSize How much of a response is read.
     * @param maxIdleConnections How many connections are kept open while unused.
     * @param keepAlive How long a connection is kept open while unused.
     * @param connectionReuse Whether a connection carries more than one request.
     * @param maxConcurrentRequests How many requests of this client may be under way at once.
     * @param maxRequestsPerSecond How many requests of this client may begin in a second.
     * @param async How many asynchronous calls of this client are under way at once, and how many may wait.
     * @param retry How often to try, and how long to wait in between.
     * @param questionnaires Questionnaires of this entity, in place of all that are listed under kyc-sharing.questionnaires.
     * @param ssl Whom to trust and which certificate to show.
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
         * Tells whose it is, and not the secrets.
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
     * How many asynchronous calls of a client are under way at once, and how many may wait.
     *
     * @param threads Number of threads for asynchronous calls.
     * @param queueCapacity Number of asynchronous calls that may wait for a thread.
     */
    public record ClientAsync(
            @Nullable Integer threads, @Nullable Integer queueCapacity) {}

    /**
     * How many asynchronous calls are under way at once, and how many may wait.
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
     * How often a client tries, and how long it waits in between.
     *
     * @param maxAttempts How often a request is tried at most.
     * @param initialBackoff Longest wait before the second attempt.
     * @param maxBackoff What the bound of the waits grows to at most.
     */
    public record ClientRetry(
            @Nullable Integer maxAttempts,
            @Nullable Duration initialBackoff,
            @Nullable Duration maxBackoff) {}

    /**
     * How often to try, and how long to wait in between.
     *
     * @param maxAttempts How often a request is tried at most. 1 to 100; 1 for no retry.
     * @param initialBackoff Longest wait before the second attempt. The wait is drawn at random from zero up to it, and its
     *     bound doubles with each further attempt. Up to 1 hour.
     * @param maxBackoff What the bound of the waits grows to at most. Up to 1 hour, not less than the initial one.
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
     * A question and what may be answered to it.
     *
     * @param title Key of the question.
     * @param options Keys of the options; none if any response may be given.
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
