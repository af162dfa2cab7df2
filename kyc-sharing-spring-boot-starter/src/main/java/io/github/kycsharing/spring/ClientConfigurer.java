package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.OkHttpCustomizer;
import io.github.kycsharing.spi.RequestLimiter;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.unit.DataSize;

/**
 * Configures the builder of one client: first from its properties, collecting all errors, and once the client is needed from
 * the application's beans.
 */
final class ClientConfigurer {
    private static final String ASYNC_THREADS = "kyc-sharing-async-";
    private static final String DURATION = "Set %s to a duration of 1ms to 1h, for example 5s.";

    private final ClientDefinition definition;
    private final ClientProperties properties;
    private final ConfigurableListableBeanFactory beans;
    private final QualifiedBeans qualified;
    private final List<String> names;
    private final Environment environment;
    private final boolean loopbackOnly;
    private final KycSharingClientBuilder builder;
    private boolean beansApplied;

    /** {@code names} has the names of all named clients. A bean qualified by one of them applies to no other client. */
    ClientConfigurer(
            ClientDefinition definition,
            ConfigurableListableBeanFactory beans,
            List<String> names,
            Environment environment,
            boolean loopbackOnly) {
        this.definition = definition;
        this.properties = definition.properties();
        this.beans = beans;
        this.qualified = new QualifiedBeans(beans);
        this.names = names;
        this.environment = environment;
        this.loopbackOnly = loopbackOnly;
        this.builder = KycSharingClient.builder().name(definition.name());
    }

    ClientConfigurer applyProperties(ConfigurationErrors errors) {
        applyConnectionDetails(errors);
        builder.warmUp(properties.warmUp());
        applyBrokerType(errors);
        apply(
                properties.notifyUrl(),
                builder::notifyUrl,
                "Set %s to the URL that the exchange calls, to \".\" for no notification, or leave it out if every"
                        + " record names its own.",
                errors);
        applyConnectionLimits(errors);
        applyRequestLimits(errors);
        applyDelivery(errors);
        new QuestionnaireConfigurer(errors).apply(properties.questionnaires(), builder);
        new YamlTexts(environment, errors).check(properties.questionnaires());
        new NetworkConfigurer(properties, builder, errors)
                .apply(beans.getBeanProvider(SslBundles.class).getIfAvailable());
        return this;
    }

    /** Builder of the client. Creates the client's beans and calls its customizers once, whatever is built. */
    synchronized KycSharingClientBuilder configured() {
        if (!beansApplied) {
            applyBeans();
            beansApplied = true;
        }
        return builder;
    }

    private void applyBeans() {
        builder.signer(signer());
        qualified
                .find(ExchangeTransport.class, definition.name())
                .or(() -> qualified.unqualified(ExchangeTransport.class, names))
                .ifPresent(builder::transport);
        limiter().ifPresent(builder::requestLimiter);
        beans.getBeanProvider(OkHttpCustomizer.class).orderedStream().forEach(builder::okHttp);
        applyObservers();
        if (Threading.VIRTUAL.isActive(environment)) {
            builder.asyncThreadFactory(new VirtualThreadTaskExecutor(ASYNC_THREADS).getVirtualThreadFactory());
        }
        beans.getBeanProvider(WarmUpAfterStart.class).ifAvailable(builder::warmUpExecutor);
        beans.getBeanProvider(KycSharingClientBuilderCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(definition.name(), builder));
        // After the customizers: none of them can direct a test to the real exchange.
        builder.loopbackOnly(loopbackOnly);
    }

    /** The application's signer for this client, or one that reads the current secret at each request. */
    RequestSigner signer() {
        return ownSigner().orElseGet(() -> {
            KycSharingConnectionDetails details = definition.connectionDetails();
            Optional<KycSharingCredentialsProvider> provider = credentialsProvider();
            if (!(details instanceof PropertiesConnectionDetails)) {
                return RequestSigner.hmacSha256(details::getSecret);
            }
            if (provider.isEmpty()) {
                // Reading the environment does not block; a provider may call a secret store.
                return new InMemorySigner(RequestSigner.hmacSha256(details::getSecret));
            }
            KycSharingCredentialsProvider secrets = provider.get();
            String key = details.getBizEntityKey();
            Supplier<String> secret = () -> secrets.secret(definition.name(), key);
            return RequestSigner.hmacSha256(secret);
        });
    }

    private Optional<RequestLimiter> limiter() {
        return qualified
                .find(RequestLimiter.class, definition.name())
                .or(() -> qualified.unqualified(RequestLimiter.class, names));
    }

    /** An unqualified signer has the secret of one entity, that of the unnamed client. */
    private Optional<RequestSigner> ownSigner() {
        return definition.isUnnamed()
                ? qualified.unqualified(RequestSigner.class, names)
                : qualified.find(RequestSigner.class, definition.name());
    }

    private Optional<KycSharingCredentialsProvider> credentialsProvider() {
        return Optional.ofNullable(
                beans.getBeanProvider(KycSharingCredentialsProvider.class).getIfAvailable());
    }

    private void applyObservers() {
        KycSharingConnectionDetails details = definition.connectionDetails();
        BrokerType brokerType = Objects.requireNonNull(properties.brokerType().value());
        ObservedClient client =
                new ObservedClient(definition.name(), details.getBizEntityKey(), brokerType, details.getBaseUrl());
        beans.getBeanProvider(ClientObserverFactory.class)
                .orderedStream()
                .forEach(factory -> builder.observer(factory.observerFor(client)));
    }

    private void applyConnectionDetails(ConfigurationErrors errors) {
        KycSharingConnectionDetails details = definition.connectionDetails();
        if (!(details instanceof PropertiesConnectionDetails)) {
            builder.baseUrl(details.getBaseUrl()).bizEntityKey(details.getBizEntityKey());
            return;
        }
        applyText(
                properties.bizEntityKey(),
                builder::bizEntityKey,
                "Set %s to the key that the exchange has issued to your access entity.",
                errors);
        apply(
                properties.baseUrl(),
                builder::baseUrl,
                "Set %s to an https URL with a host and without user, query and fragment, or leave it out for "
                        + KycSharingClientBuilder.DEFAULT_BASE_URL + ".",
                errors);
        if (ownSigner().isEmpty() && credentialsProvider().isEmpty()) {
            applyText(
                    properties.secret(),
                    builder::secret,
                    "Set %s to the secret that belongs to the bizEntityKey (not the exchange API-key secret), best from the"
                            + " environment; or define a KycSharingCredentialsProvider or RequestSigner bean.",
                    errors);
        }
    }

    private void applyBrokerType(ConfigurationErrors errors) {
        PropertyValue<BrokerType> type = properties.brokerType();
        if (type.value() != null) {
            builder.brokerType(type.value());
        } else {
            errors.add(
                    type.property(),
                    "is not set",
                    "Set %s to standard, or to kz-entity if the exchange has configured your entity for partial sharing.");
        }
    }

    private void applyConnectionLimits(ConfigurationErrors errors) {
        apply(properties.connectTimeout(), builder::connectTimeout, DURATION, errors);
        apply(properties.readTimeout(), builder::readTimeout, DURATION, errors);
        apply(properties.writeTimeout(), builder::writeTimeout, DURATION, errors);
        apply(properties.keepAlive(), builder::keepAlive, DURATION, errors);
        apply(properties.connectionReuse(), builder::connectionReuse, "Set %s to true or false.", errors);
        apply(
                properties.maxResponseSize(),
                size -> builder.maxResponseBytes(bytes(size)),
                "Set %s to 1KB to 64MB, for example 1MB.",
                errors);
        apply(
                properties.maxIdleConnections(),
                builder::maxIdleConnections,
                "Set %s to 0 or more, for example 64.",
                errors);
    }

    private void applyRequestLimits(ConfigurationErrors errors) {
        String action = "Set %s to 1 or more, or leave it out for no limit.";
        for (PropertyValue<?> limit : List.of(properties.maxConcurrentRequests(), properties.maxRequestsPerSecond())) {
            if (limit.value() != null && limiter().isPresent()) {
                errors.add(limit.property(), "is set beside a RequestLimiter bean", "Remove %s, or the bean.");
            }
        }
        apply(properties.maxConcurrentRequests(), builder::maxConcurrentRequests, action, errors);
        apply(properties.maxRequestsPerSecond(), builder::maxRequestsPerSecond, action, errors);
        apply(properties.asyncThreads(), builder::asyncThreads, "Set %s to 1 to 10000, for example 64.", errors);
        apply(
                properties.asyncQueueCapacity(),
                builder::asyncQueueCapacity,
                "Set %s to 1 to 1000000, for example 10000.",
                errors);
    }

    private void applyDelivery(ConfigurationErrors errors) {
        DeliveryOptions.Builder delivery = DeliveryOptions.builder();
        PropertyValue<Duration> initial = properties.initialBackoff();
        PropertyValue<Duration> max = properties.maxBackoff();
        apply(
                properties.maxAttempts(),
                checked(delivery, DeliveryOptions.Builder::maxAttempts),
                "Set %s to 1 to 100; 1 for no retry.",
                errors);
        apply(initial, checked(delivery, DeliveryOptions.Builder::initialBackoff), DURATION, errors);
        apply(max, checked(delivery, DeliveryOptions.Builder::maxBackoff), DURATION, errors);
        apply(properties.totalTimeout(), checked(delivery, DeliveryOptions.Builder::totalTimeout), DURATION, errors);
        if (initial.value() != null && max.value() != null && initial.value().compareTo(max.value()) > 0) {
            errors.add(
                    initial.property(),
                    "is longer than kyc-sharing." + max.property() + ", which would cut it",
                    "Raise kyc-sharing." + max.property() + ", or lower %s.");
        }
        builder.delivery(delivery.build());
    }

    /** Checks the value on its own: the options check their ranges only when they are built. */
    private static <T> Consumer<T> checked(
            DeliveryOptions.Builder delivery, BiConsumer<DeliveryOptions.Builder, T> setter) {
        return value -> {
            DeliveryOptions.Builder alone = DeliveryOptions.builder();
            setter.accept(alone, value);
            var unused = alone.build();
            setter.accept(delivery, value);
        };
    }

    private static void applyText(
            PropertyValue<String> text, Consumer<String> setter, String action, ConfigurationErrors errors) {
        if (errors.requireText(text, action)) {
            apply(text, setter, action, errors);
        }
    }

    private static <T> void apply(
            PropertyValue<T> property, Consumer<T> setter, String action, ConfigurationErrors errors) {
        @Nullable T value = property.value();
        if (value != null) {
            errors.attempt(property.property(), () -> setter.accept(value), action);
        }
    }

    private static int bytes(DataSize size) {
        // The builder rejects both ends with a message that names its range.
        return (int) Math.max(Math.min(size.toBytes(), Integer.MAX_VALUE), -1);
    }
}
