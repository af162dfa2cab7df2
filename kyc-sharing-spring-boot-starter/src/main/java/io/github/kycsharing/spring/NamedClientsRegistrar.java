package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers the clients that have a name in the configuration. Plain definitions, which ahead-of-time processing can write. */
final class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;
    private final QualifiedBeans beans;

    NamedClientsRegistrar(Environment environment, BeanFactory beans) {
        this.environment = environment;
        this.beans = new QualifiedBeans((ConfigurableListableBeanFactory) beans);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importer, BeanDefinitionRegistry registry) {
        for (String name : ClientNames.of(environment)) {
            register(name, registry);
        }
    }

    private void register(String name, BeanDefinitionRegistry registry) {
        if (beans.name(KycSharingConnectionDetails.class, name).isEmpty()) {
            registry.registerBeanDefinition(
                    ClientNames.connectionDetailsBean(name),
                    made(KycSharingConnectionDetails.class, "connectionDetails", name));
        }
        Optional<String> applications = beans.name(KycSharingClient.class, name);
        if (applications.isEmpty()) {
            RootBeanDefinition client = made(KycSharingClient.class, "client", name);
            client.setDestroyMethodName("close");
            registry.registerBeanDefinition(ClientNames.clientBean(name), client);
        }
        RootBeanDefinition registration = new RootBeanDefinition(ClientRegistration.class);
        registration.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        registration
                .getConstructorArgumentValues()
                .addIndexedArgumentValue(1, applications.orElse(ClientNames.clientBean(name)));
        registration.getConstructorArgumentValues().addIndexedArgumentValue(2, applications.isEmpty());
        registry.registerBeanDefinition(ClientNames.registrationBean(name), registration);
    }

    private static RootBeanDefinition made(Class<?> type, String method, String name) {
        RootBeanDefinition bean = new RootBeanDefinition();
        bean.setTargetType(type);
        bean.setFactoryBeanName(KycSharingAutoConfiguration.FACTORY);
        bean.setFactoryMethodName(method);
        bean.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        bean.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
        // The single form's client, or one of the application's, is what those get who do not ask for a name.
        bean.setFallback(true);
        return bean;
    }
}
