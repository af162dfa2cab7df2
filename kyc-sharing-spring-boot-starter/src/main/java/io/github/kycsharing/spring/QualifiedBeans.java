package io.github.kycsharing.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the beans of the application that are for one client. */
final class QualifiedBeans {
    private final ConfigurableListableBeanFactory beans;

    QualifiedBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The name of the bean that is qualified by the client's name. */
    Optional<String> name(Class<?> type, String client) {
        return Arrays.stream(beans.getBeanNamesForType(type, true, false))
                .filter(bean -> isFor(client, bean))
                .findFirst();
    }

    <T> Optional<T> find(Class<T> type, String client) {
        return name(type, client).map(bean -> beans.getBean(bean, type));
    }

    /** The bean that an injection point without a qualifier gets, unless all beans of the type are qualified. */
    <T> Optional<T> unqualified(Class<T> type, List<String> clients) {
        ObjectProvider<T> provider = beans.getBeanProvider(type);
        String[] names = beans.getBeanNamesForType(type, true, false);
        boolean allQualified =
                Arrays.stream(names).allMatch(bean -> clients.stream().anyMatch(client -> isFor(client, bean)));
        return allQualified ? Optional.empty() : Optional.ofNullable(provider.getIfAvailable());
    }

    private boolean isFor(String client, String bean) {
        return BeanFactoryAnnotationUtils.isQualifierMatch(client::equals, bean, beans);
    }
}
