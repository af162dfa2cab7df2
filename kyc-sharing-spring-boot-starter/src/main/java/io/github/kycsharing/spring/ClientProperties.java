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

/** The properties of one client: those under its name, or else those for all clients. */
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

    /**
     * The properties of a client; {@code isEmpty} reports whether a property, named without {@code kyc-sharing.}, is set to
     * an empty value.
     */
    static ClientProperties of(KycSharingProperties properties, String name, Predicate<String> isEmpty) {
        return name.equals(ClientDefinition.UNNAMED)
                ? new ClientProperties(properties, null, "", isEmpty)
                : new ClientProperties(properties, properties.clients().get(name), "clients." + name + ".", isEmpty);
    }

    /** The key, which a named client does not inherit. */
    PropertyValue<String> bizEntityKey() {
        String key = isSingle() ? all.bizEntityKey() : own == null ? null : own.bizEntityKey();
        return new PropertyValue<>(path + "biz-entity-key", key);
    }

    /** The secret; a client does not inherit the secret of another entity. */
    PropertyValue<String> secret() {
        String key = all.bizEntityKey();
        String shared = isSingle() || key == null || key.isEmpty() ? all.secret() : null;
        String value = own == null ? null : own.secret();
        boolean isMine = value != null || shared == null;
        return new PropertyValue<>(isMine ? path + "secret" : "secret", value != null ? value : shared);
    }

    PropertyValue<BrokerType> brokerType() {
        return property("broker-type", Client::brokerType, all.brokerType());
    }

    PropertyValue<String> baseUrl() {
        return property("base-url", Client::baseUrl, all.baseUrl());
    }

    PropertyValue<String> notifyUrl() {
        return property("notify-url", Client::notifyUrl, all.notifyUrl());
    }

    PropertyValue<Duration> connectTimeout() {
        return property("connect-timeout", Client::connectTimeout, all.connectTimeout());
    }

    PropertyValue<Duration> readTimeout() {
        return property("read-timeout", Client::readTimeout, all.readTimeout());
    }

    PropertyValue<Duration> writeTimeout() {
        return property("write-timeout", Client::writeTimeout, all.writeTimeout());
    }

    PropertyValue<Duration> totalTimeout() {
        return property("total-timeout", Client::totalTimeout, all.totalTimeout());
    }

    PropertyValue<Duration> keepAlive() {
        return property("keep-alive", Client::keepAlive, all.keepAlive());
    }

    PropertyValue<Boolean> connectionReuse() {
        return property("connection-reuse", Client::connectionReuse, all.connectionReuse());
    }

    PropertyValue<DataSize> maxResponseSize() {
        return property("max-response-size", Client::maxResponseSize, all.maxResponseSize());
    }

    PropertyValue<Integer> maxIdleConnections() {
        return property("max-idle-connections", Client::maxIdleConnections, all.maxIdleConnections());
    }

    PropertyValue<Integer> maxConcurrentRequests() {
        return property("max-concurrent-requests", Client::maxConcurrentRequests, all.maxConcurrentRequests());
    }

    PropertyValue<Integer> maxRequestsPerSecond() {
        return property("max-requests-per-second", Client::maxRequestsPerSecond, all.maxRequestsPerSecond());
    }

    PropertyValue<List<Questionnaire>> questionnaires() {
        return property("questionnaires", Client::questionnaires, all.questionnaires());
    }

    PropertyValue<Proxy> proxy() {
        return property("proxy", Client::proxy, all.proxy());
    }

    PropertyValue<Integer> asyncThreads() {
        return property(
                "async.threads", client -> client.async().threads(), all.async().threads());
    }

    PropertyValue<Integer> asyncQueueCapacity() {
        return property(
                "async.queue-capacity",
                client -> client.async().queueCapacity(),
                all.async().queueCapacity());
    }

    PropertyValue<Integer> maxAttempts() {
        return property(
                "retry.max-attempts",
                client -> client.retry().maxAttempts(),
                all.retry().maxAttempts());
    }

    PropertyValue<Duration> initialBackoff() {
        return property(
                "retry.initial-backoff",
                client -> client.retry().initialBackoff(),
                all.retry().initialBackoff());
    }

    PropertyValue<Duration> maxBackoff() {
        return property(
                "retry.max-backoff",
                client -> client.retry().maxBackoff(),
                all.retry().maxBackoff());
    }

    PropertyValue<String> sslBundle() {
        return property("ssl.bundle", client -> client.ssl().bundle(), all.ssl().bundle());
    }

    /** Applies to all clients, since they share what the warm-up loads. */
    boolean warmUp() {
        return all.warmUp();
    }

    boolean loopbackOnly() {
        return all.loopbackOnly();
    }

    /** An empty value counts as not set and stops inheritance. */
    private <T> PropertyValue<T> property(String property, Function<Client, @Nullable T> mine, @Nullable T forAll) {
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
