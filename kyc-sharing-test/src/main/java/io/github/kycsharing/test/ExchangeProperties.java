package io.github.kycsharing.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Overrides the application's configuration with the exchange before any bean is created. A servlet or filter that needs the
 * client while the web server starts therefore calls the exchange too.
 */
final class ExchangeProperties implements BeanFactoryPostProcessor, PriorityOrdered {
    private final ConfigurableEnvironment environment;

    ExchangeProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Map<String, Supplier<?>> properties = new LinkedHashMap<>();
        ReceiverAddress.in(environment).applyTo(properties);
        Function<Function<KycExchangeSimulator, ?>, Supplier<?>> ofExchange =
                value -> () -> value.apply(beans.getBean(KycExchangeSimulator.class));
        properties.put("kyc-sharing.loopback-only", () -> true);
        properties.put("kyc-sharing.base-url", ofExchange.apply(KycExchangeSimulator::baseUrl));
        properties.put(
                "kyc-sharing.biz-entity-key",
                ofExchange.apply(exchange -> first(exchange).bizEntityKey()));
        properties.put(
                "kyc-sharing.secret",
                ofExchange.apply(exchange -> first(exchange).secret()));
        properties.put(
                "kyc-sharing.broker-type",
                ofExchange.apply(exchange -> first(exchange).brokerType().name()));
        NamedClients.in(environment).applyTo(properties, ofExchange);
        environment.getPropertySources().addFirst(new ExchangePropertySource(properties));
    }

    private static ExchangeEntity first(KycExchangeSimulator exchange) {
        return exchange.entities().get(0);
    }
}
