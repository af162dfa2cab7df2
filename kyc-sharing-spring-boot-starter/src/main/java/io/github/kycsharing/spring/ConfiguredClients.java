package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.OkHttpCustomizer;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.UnknownProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Makes the clients of the configuration. The configuration of all of them is checked before the first is made, so that one start
 * names all that is wrong; but not earlier: an application with clients of its own need not have any.
 */
final class ConfiguredClients implements SmartInitializingSingleton {
    private static final String ASYNC_THREADS = "kyc-sharing-async-";

    private final KycSharingProperties properties;
    private final ConfigurableListableBeanFactory beans;
    private final QualifiedBeans qualified;
    private final Binder environment;
    private final boolean virtualThreads;
    private final Environment sources;
    private @Nullable Map<String, KycSharingClientBuilder> builders;

    ConfiguredClients(KycSharingProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        this.properties = properties;
        this.sources = environment;
        this.environment = Binder.get(environment);
        this.virtualThreads = Threading.VIRTUAL.isActive(environment);
        this.beans = beans;
        this.qualified = new QualifiedBeans(beans);
    }

    KycSharingConnectionDetails connectionDetails(String name) {
        return new PropertiesConnectionDetails(propertiesOf(name), environment);
    }

    KycSharingClient client(String name) {
        KycSharingClientBuilder builder = builders().get(name);
        if (builder == null) {
            throw new IllegalStateException("The configuration has no KYC sharing client " + name);
        }
        builder.signer(signerOf(name));
        one(ExchangeTransport.class, name).ifPresent(builder::transport);
        beans.getBeanProvider(OkHttpCustomizer.class).orderedStream().forEach(builder::okHttp);
        observe(name, builder);
        if (virtualThreads) {
            builder.asyncThreadFactory(new VirtualThreadTaskExecutor(ASYNC_THREADS).getVirtualThreadFactory());
        }
        beans.getBeanProvider(WarmUpAfterStart.class).ifAvailable(builder::warmUpExecutor);
        beans.getBeanProvider(KycSharingClientBuilderCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(name, builder));
        // After the customizers: none of them leads a test to the real exchange.
        return builder.loopbackOnly(properties.loopbackOnly()).build();
    }

    private void observe(String name, KycSharingClientBuilder builder) {
        KycSharingConnectionDetails details = detailsOf(name);
        BrokerType brokerType =
                Objects.requireNonNull(propertiesOf(name).brokerType().value());
        ObservedClient client = new ObservedClient(name, details.getBizEntityKey(), brokerType, details.getBaseUrl());
        beans.getBeanProvider(ClientObserverFactory.class)
                .orderedStream()
                .forEach(factory -> builder.observer(factory.observerFor(client)));
    }

    ClientProperties propertiesOf(String name) {
        return ClientProperties.of(properties, name, this::isEmptied);
    }

    private boolean isEmptied(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid("kyc-sharing." + property);
        return name != null
                && environment
                        .bind(name, Bindable.of(String.class))
                        .map(String::isEmpty)
                        .orElse(false);
    }

    /** Also where the application makes its clients itself: what it has misspelt may be of the receiver. */
    @Override
    public void afterSingletonsInstantiated() {
        ConfigurationErrors problems = new ConfigurationErrors();
        UnknownProperties.report(sources, problems);
        problems.throwIfAny();
        UnknownProperties.warn(sources);
    }

    List<ClientRegistration> registrations() {
        return beans.getBeanProvider(ClientRegistration.class).stream().toList();
    }

    /** What the client shares as and where; a replacement of the properties included. */
    KycSharingConnectionDetails detailsOf(String name) {
        return (isSingle(name)
                        ? qualified.unqualified(KycSharingConnectionDetails.class, otherNames())
                        : qualified.find(KycSharingConnectionDetails.class, name))
                .orElseGet(() -> connectionDetails(name));
    }

    private synchronized Map<String, KycSharingClientBuilder> builders() {
        if (builders == null) {
            builders = configureAll();
        }
        return builders;
    }

    private Map<String, KycSharingClientBuilder> configureAll() {
        ConfigurationErrors problems = new ConfigurationErrors();
        UnknownProperties.report(sources, problems);
        Map<String, KycSharingClientBuilder> configured = new LinkedHashMap<>();
        Map<String, String> owners = new LinkedHashMap<>();
        for (ClientRegistration registration : registrations()) {
            if (registration.isConfigured()) {
                String name = registration.name();
                checkName(registration, problems);
                configured.put(name, configure(name, problems));
                checkKey(name, owners, problems);
            }
        }
        problems.throwIfAny();
        return configured;
    }

    private KycSharingClientBuilder configure(String name, ConfigurationErrors problems) {
        ClientProperties own = propertiesOf(name);
        KycSharingClientBuilder builder = KycSharingClient.builder().name(name);
        ConfiguredClient client = new ConfiguredClient(own, builder, problems);
        KycSharingConnectionDetails details = detailsOf(name);
        if (details instanceof PropertiesConnectionDetails) {
            client.takeOverEntity();
            if (signer(name).isEmpty() && provider().isEmpty()) {
                client.requireSecret();
            }
        } else {
            builder.baseUrl(details.getBaseUrl()).bizEntityKey(details.getBizEntityKey());
        }
        client.apply();
        new YamlTexts(sources, problems).check(own.questionnaires());
        new ConfiguredNetwork(own, builder, problems)
                .apply(beans.getBeanProvider(SslBundles.class).getIfAvailable());
        return builder;
    }

    private static void checkName(ClientRegistration registration, ConfigurationErrors problems) {
        String name = registration.name();
        boolean isNamed = registration.beanName().equals(ClientNames.clientBean(name));
        if (isNamed && !ClientNames.isName(name)) {
            problems.add(
                    "clients." + name,
                    "is no name for a client",
                    "Rename %s: lower-case letters, digits and dashes, beginning with a letter; not \"default\".");
        }
    }

    private void checkKey(String name, Map<String, String> owners, ConfigurationErrors problems) {
        String property = propertiesOf(name).bizEntityKey().property();
        String key = detailsOf(name).getBizEntityKey();
        String first = key.isBlank() ? null : owners.putIfAbsent(key, property);
        if (first != null) {
            problems.add(
                    property,
                    "is the same as kyc-sharing." + first,
                    "Set %s to the key of another entity, or remove one of the two clients.");
        }
    }

    /** Signs with the secret as it is when it signs, wherever it comes from. */
    RequestSigner signerOf(String name) {
        return signer(name).orElseGet(() -> {
            RequestSigner current = RequestSigner.hmacSha256(secretOf(name));
            // The environment answers from memory; a provider may ask a store.
            boolean inMemory = detailsOf(name) instanceof PropertiesConnectionDetails
                    && provider().isEmpty();
            return inMemory ? new InMemorySigner(current) : current;
        });
    }

    private Supplier<String> secretOf(String name) {
        KycSharingConnectionDetails details = detailsOf(name);
        Optional<KycSharingCredentialsProvider> provider = provider();
        if (provider.isPresent() && details instanceof PropertiesConnectionDetails) {
            KycSharingCredentialsProvider secrets = provider.get();
            String key = details.getBizEntityKey();
            return () -> secrets.secret(name, key);
        }
        return details::getSecret;
    }

    /** An unqualified signer has the secret of one entity, which is that of the single form. */
    private Optional<RequestSigner> signer(String name) {
        return isSingle(name)
                ? qualified.unqualified(RequestSigner.class, otherNames())
                : qualified.find(RequestSigner.class, name);
    }

    private Optional<KycSharingCredentialsProvider> provider() {
        return Optional.ofNullable(
                beans.getBeanProvider(KycSharingCredentialsProvider.class).getIfAvailable());
    }

    private <T> Optional<T> one(Class<T> type, String name) {
        return qualified.find(type, name).or(() -> qualified.unqualified(type, otherNames()));
    }

    private List<String> otherNames() {
        return registrations().stream()
                .map(ClientRegistration::name)
                .filter(name -> !isSingle(name))
                .toList();
    }

    private static boolean isSingle(String name) {
        return name.equals(ClientNames.SINGLE);
    }
}
