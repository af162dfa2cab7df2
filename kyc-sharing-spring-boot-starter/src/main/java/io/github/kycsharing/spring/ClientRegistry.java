package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spring.ClientDefinition.Origin;
import io.github.kycsharing.spring.internal.PropertyValue;
import io.github.kycsharing.spring.internal.SharingEntity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds clients by their definitions, and creates none before it is needed. */
final class ClientRegistry implements KycSharingClients {
    private final ClientFactory factory;
    private final ConfigurableListableBeanFactory beans;

    ClientRegistry(ClientFactory factory, ConfigurableListableBeanFactory beans) {
        this.factory = factory;
        this.beans = beans;
    }

    @Override
    public Set<String> names() {
        return factory.definitions().stream()
                .map(ClientDefinition::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<KycSharingClient> find(String name) {
        return factory.find(name).map(this::client);
    }

    @Override
    public Optional<KycSharingClient> findByBizEntityKey(String bizEntityKey) {
        return factory.definitions().stream()
                .filter(definition ->
                        definition.connectionDetails().getBizEntityKey().equals(bizEntityKey))
                .findFirst()
                .map(this::client);
    }

    /** The access entities, including that of a client which the application defines. */
    List<SharingEntity> entities() {
        List<ClientDefinition> definitions = factory.definitions();
        return Stream.concat(definitions.stream(), applicationClient(definitions).stream())
                .filter(definition ->
                        !definition.connectionDetails().getBizEntityKey().isBlank())
                .map(this::entity)
                .toList();
    }

    private KycSharingClient client(ClientDefinition definition) {
        return beans.getBean(definition.beanName(), KycSharingClient.class);
    }

    /** The application's only unnamed client, for the entity that the properties without a client name describe. */
    private Optional<ClientDefinition> applicationClient(List<ClientDefinition> definitions) {
        boolean hasUnnamed = definitions.stream().anyMatch(ClientDefinition::isUnnamed);
        List<String> others = Arrays.stream(beans.getBeanNamesForType(KycSharingClient.class, true, false))
                .filter(bean -> definitions.stream()
                        .noneMatch(definition -> definition.beanName().equals(bean)))
                .toList();
        return hasUnnamed || others.size() != 1
                ? Optional.empty()
                : Optional.of(factory.definition(ClientDefinition.UNNAMED, others.get(0), Origin.APPLICATION));
    }

    private SharingEntity entity(ClientDefinition definition) {
        PropertyValue<String> notifyUrl = definition.properties().notifyUrl();
        return new SharingEntity(
                definition.name(),
                definition.connectionDetails().getBizEntityKey(),
                body -> factory.signer(definition).sign(body),
                () -> client(definition),
                Optional.ofNullable(notifyUrl.value()).map(url -> notifyUrl.property()));
    }
}
