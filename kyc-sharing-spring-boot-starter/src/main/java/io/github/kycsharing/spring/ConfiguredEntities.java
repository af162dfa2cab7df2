package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spring.internal.PropertyValue;
import io.github.kycsharing.spring.internal.SharingEntities;
import io.github.kycsharing.spring.internal.SharingEntity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Lists the entities that have a client, without making one. */
final class ConfiguredEntities implements SharingEntities {
    private final ConfiguredClients clients;
    private final ConfigurableListableBeanFactory beans;

    ConfiguredEntities(ConfiguredClients clients, ConfigurableListableBeanFactory beans) {
        this.clients = clients;
        this.beans = beans;
    }

    @Override
    public List<SharingEntity> all() {
        Stream<ClientRegistration> registered = clients.registrations().stream();
        return Stream.concat(registered, applicationsOwn().stream())
                .map(this::entity)
                .filter(entity -> !entity.bizEntityKey().isBlank())
                .toList();
    }

    /** A client of the application without a name in the configuration, for the entity that the single form describes. */
    private Optional<ClientRegistration> applicationsOwn() {
        List<ClientRegistration> registered = clients.registrations();
        boolean hasSingle = registered.stream().anyMatch(client -> client.name().equals(ClientNames.SINGLE));
        List<String> others = Arrays.stream(beans.getBeanNamesForType(KycSharingClient.class, true, false))
                .filter(bean -> registered.stream()
                        .noneMatch(client -> client.beanName().equals(bean)))
                .toList();
        return hasSingle || others.size() != 1
                ? Optional.empty()
                : Optional.of(new ClientRegistration(ClientNames.SINGLE, others.get(0), false));
    }

    private SharingEntity entity(ClientRegistration client) {
        String name = client.name();
        PropertyValue<String> notifyUrl = clients.propertiesOf(name).notifyUrl();
        return new SharingEntity(
                name,
                clients.detailsOf(name).getBizEntityKey(),
                body -> clients.signerOf(name).sign(body),
                () -> beans.getBean(client.beanName(), KycSharingClient.class),
                Optional.ofNullable(notifyUrl.value()).map(url -> notifyUrl.property()));
    }
}
