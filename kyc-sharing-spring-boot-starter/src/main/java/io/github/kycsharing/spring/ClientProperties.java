package io.github.kycsharing.spring;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spring.KycSharingProperties.Client;
import io.github.kycsharing.spring.KycSharingProperties.Proxy;
import io.github.kycsharing.spring.KycSharingProperties.Questionnaire;
import io.github.kycsharing.spring.internal.PropertyValue;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The properties of one client: those of its name, and where they are not set, those of all. */
final class ClientProperties {
    private final KycSharingProperties all;
    private final @Nullable Client own;
    private final String path;
    private final Predicate<String> isEmpty;

    private ClientProperties(KycSharingProperties all, @Nullable Client own, String path, Predicate<String> isEmpty) {
        this.all = all;
        this.own = own;
        this.path = path;
        this.isEmpty = isEmpty;
    }

    /** Of one client, where {@code isEmpty} says whether a property, after {@code kyc-sharing.}, is set to nothing. */
    static ClientProperties of(KycSharingProperties properties, String name, Predicate<String> isEmpty) {
        return name.equals(ClientDefinition.UNNAMED)
                ? new ClientProperties(properties, null, "", isEmpty)
                : new ClientProperties(properties, properties.clients().get(name), "clients." + name + ".", isEmpty);
    }

    /** What belongs to one entity only, and is nobody else's. */
    PropertyValue<String> bizEntityKey() {
        String key = isSingle() ? all.bizEntityKey() : own == null ? null : own.bizEntityKey();
        return new PropertyValue<>(path + "biz-entity-key", key);
    }

    /** The secret; that of another entity is none. */
    PropertyValue<String> secret() {
        String key = all.bizEntityKey();
        String shared = isSingle() || key == null || key.isEmpty() ? all.secret() : null;
        String value = own == null ? null : own.secret();
        boolean isMine = value != null || shared == null;
        return new PropertyValue<>(isMine ? path + "secret" : "secret", value != null ? value : shared);
    }

    PropertyValue<BrokerType> brokerType() {
        return setting("broker-type", Client::brokerType, all.brokerType());
    }

    PropertyValue<String> baseUrl() {
        return setting("base-url", Client::baseUrl, all.baseUrl());
    }

    PropertyValue<String> notifyUrl() {
        return setting("notify-url", Client::notifyUrl, all.notifyUrl());
    }

    PropertyValue<Duration> connectTimeout() {
        return setting("connect-timeout", Client::connectTimeout, all.connectTimeout());
    }

    PropertyValue<Duration> readTimeout() {
        return setting("read-timeout", Client::readTimeout, all.readTimeout());
    }

    PropertyValue<Duration> writeTimeout() {
        return setting("write-timeout", Client::writeTimeout, all.writeTimeout());
    }

    PropertyValue<Duration> totalTimeout() {
        return setting("total-timeout", Client::totalTimeout, all.totalTimeout());
    }

    PropertyValue<Duration> keepAlive() {
        return setting("keep-alive", Client::keepAlive, all.keepAlive());
    }

    PropertyValue<Boolean> connectionReuse() {
        return setting("connection-reuse", Client::connectionReuse, all.connectionReuse());
    }

    PropertyValue<DataSize> maxResponseSize() {
        return setting("max-response-size", Client::maxResponseSize, all.maxResponseSize());
    }

    PropertyValue<Integer> maxIdleConnections() {
        return setting("max-idle-connections", Client::maxIdleConnections, all.maxIdleConnections());
    }

    PropertyValue<Integer> maxConcurrentRequests() {
        return setting("max-concurrent-requests", Client::maxConcurrentRequests, all.maxConcurrentRequests());
    }

    PropertyValue<Integer> maxRequestsPerSecond() {
        return setting("max-requests-per-second", Client::maxRequestsPerSecond, all.maxRequestsPerSecond());
    }

    PropertyValue<List<Questionnaire>> questionnaires() {
        return setting("questionnaires", Client::questionnaires, all.questionnaires());
    }

    PropertyValue<Proxy> proxy() {
        return setting("proxy", Client::proxy, all.proxy());
    }

    PropertyValue<Integer> asyncThreads() {
        return setting(
                "async.threads", client -> client.async().threads(), all.async().threads());
    }

    PropertyValue<Integer> asyncQueueCapacity() {
        return setting(
                "async.queue-capacity",
                client -> client.async().queueCapacity(),
                all.async().queueCapacity());
    }

    PropertyValue<Integer> maxAttempts() {
        return setting(
                "retry.max-attempts",
                client -> client.retry().maxAttempts(),
                all.retry().maxAttempts());
    }

    PropertyValue<Duration> initialBackoff() {
        return setting(
                "retry.initial-backoff",
                client -> client.retry().initialBackoff(),
                all.retry().initialBackoff());
    }

    PropertyValue<Duration> maxBackoff() {
        return setting(
                "retry.max-backoff",
                client -> client.retry().maxBackoff(),
                all.retry().maxBackoff());
    }

    PropertyValue<String> sslBundle() {
        return setting("ssl.bundle", client -> client.ssl().bundle(), all.ssl().bundle());
    }

    /** One for all: what is made then, all clients share. */
    boolean warmUp() {
        return all.warmUp();
    }

    boolean loopbackOnly() {
        return all.loopbackOnly();
    }

    /** An empty value is one that is not set, neither by the client nor by what it inherits from. */
    private <T> PropertyValue<T> setting(String property, Function<Client, @Nullable T> mine, @Nullable T forAll) {
        if (!isSingle() && isEmpty.test(path + property)) {
            return new PropertyValue<>(path + property, null);
        }
        T inherited = "".equals(forAll) ? null : forAll;
        T value = own == null ? null : mine.apply(own);
        boolean isMine = value != null || inherited == null;
        return new PropertyValue<>(isMine ? path + property : property, value != null ? value : inherited);
    }

    private boolean isSingle() {
        return path.isEmpty();
    }
}
