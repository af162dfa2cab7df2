package io.github.kycsharing.test;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * An exchange for Spring tests, with {@code @Import}, and for development, with {@code SpringApplication.from(..).with(..)}. The
 * application's client calls it: {@code kyc-sharing.base-url}, {@code .biz-entity-key}, {@code .secret} and {@code .broker-type}
 * override the application's configuration before any bean is created. A configured client whose base URL is nevertheless not a
 * loopback one is refused ({@code kyc-sharing.loopback-only}). The {@link KycExchangeSimulator} is a bean. It is reset before
 * each test.
 *
 * <p>The clients under {@code kyc-sharing.clients} call it too: their base URLs are set. If a client's key is that of an entity of
 * the exchange, its secret and broker type are set as well.
 *
 * <p>If the application receives notifications, {@code kyc-sharing.notifications.public-url} is set to this machine, and a free
 * port is chosen for {@code server.port=0} before the web server starts.
 *
 * <p>Its entities are the {@link ExchangeEntity} beans of the test. The first by {@code @Order} is the application's. Without any
 * such bean, the entity is a standard broker.
 */
@TestConfiguration(proxyBeanMethods = false)
public class KycExchangeTestConfiguration {
    /** For Spring. */
    public KycExchangeTestConfiguration() {}

    @Bean
    KycExchangeSimulator kycExchangeSimulator(ObjectProvider<ExchangeEntity> entities) {
        List<ExchangeEntity> known = entities.orderedStream().toList();
        KycExchangeSimulator.Builder builder = KycExchangeSimulator.builder();
        (known.isEmpty() ? List.of(ExchangeEntity.standard("TEST_BROKER", "test-secret")) : known)
                .forEach(builder::entity);
        return builder.start();
    }

    @Bean
    static ExchangeProperties kycExchangeProperties(ConfigurableEnvironment environment) {
        return new ExchangeProperties(environment);
    }
}
