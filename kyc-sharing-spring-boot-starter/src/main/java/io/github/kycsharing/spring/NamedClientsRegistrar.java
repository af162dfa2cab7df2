package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spring.ClientDefinition.Origin;
import io.github.kycsharing.validation.KycValidator;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers the beans of the named clients as plain bean definitions, which ahead-of-time processing can write as code. */
final class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;
    private final QualifiedBeans beans;

    NamedClientsRegistrar(Environment environment, BeanFactory beans) {
        this.environment = environment;
        this.beans = new QualifiedBeans((ConfigurableListableBeanFactory) beans);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importer, BeanDefinitionRegistry registry) {
        for (String name : ClientDefinition.namesIn(environment)) {
            register(name, registry);
        }
    }

    private void register(String name, BeanDefinitionRegistry registry) {
        if (beans.name(KycSharingConnectionDetails.class, name).isEmpty()) {
            registry.registerBeanDefinition(
                    ClientDefinition.connectionDetailsBean(name),
                    qualified(KycSharingConnectionDetails.class, "connectionDetails", name));
        }
        Optional<String> applications = beans.name(KycSharingClient.class, name);
        if (applications.isEmpty()) {
            RootBeanDefinition client = qualified(KycSharingClient.class, "client", name);
            client.setDestroyMethodName("close");
            registry.registerBeanDefinition(ClientDefinition.clientBean(name), client);
            if (beans.name(KycValidator.class, name).isEmpty()) {
                registry.registerBeanDefinition(
                        ClientDefinition.validatorBean(name), qualified(KycValidator.class, "validator", name));
            }
        }
        RootBeanDefinition definition = created(ClientDefinition.class, "definition", name);
        ConstructorArgumentValues arguments = definition.getConstructorArgumentValues();
        arguments.addIndexedArgumentValue(1, applications.orElse(ClientDefinition.clientBean(name)));
        arguments.addIndexedArgumentValue(2, applications.isEmpty() ? Origin.PROPERTIES : Origin.APPLICATION);
        registry.registerBeanDefinition(ClientDefinition.definitionBean(name), definition);
    }

    private static RootBeanDefinition qualified(Class<?> type, String method, String name) {
        RootBeanDefinition bean = created(type, method, name);
        bean.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
        // An injection point without a qualifier gets the unnamed client or the application's.
        bean.setFallback(true);
        return bean;
    }

    private static RootBeanDefinition created(Class<?> type, String method, String name) {
        RootBeanDefinition bean = new RootBeanDefinition();
        bean.setTargetType(type);
        bean.setFactoryBeanName(KycSharingAutoConfiguration.FACTORY);
        bean.setFactoryMethodName(method);
        bean.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        return bean;
    }
}
