package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;

/** Finds clients among the beans. */
final class RegisteredClients implements KycSharingClients {
    private final ConfiguredClients configured;
    private final List<ClientRegistration> registrations;
    private final BeanFactory beans;

    RegisteredClients(ConfiguredClients configured, BeanFactory beans) {
        this.configured = configured;
        this.registrations = configured.registrations();
        this.beans = beans;
    }

    @Override
    public Set<String> names() {
        return registrations.stream().map(ClientRegistration::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<KycSharingClient> find(String name) {
        return find(registration -> registration.name().equals(name));
    }

    @Override
    public Optional<KycSharingClient> findByBizEntityKey(String bizEntityKey) {
        return find(registration ->
                configured.detailsOf(registration.name()).getBizEntityKey().equals(bizEntityKey));
    }

    private Optional<KycSharingClient> find(Predicate<ClientRegistration> condition) {
        return registrations.stream()
                .filter(condition)
                .findFirst()
                .map(registration -> beans.getBean(registration.beanName(), KycSharingClient.class));
    }
}
