package io.github.kycsharing.test;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * An exchange for Spring tests, for {@code @Import}, and for development, for {@code SpringApplication.from(..).with(..)}. The
 * client in the test's application talks to it: {@code
 * kyc-sharing.base-url}, {@code .biz-entity-key}, {@code .secret} and {@code .broker-type} are set, whatever the
 * application's own configuration says, before any bean is made. A client from the configuration whose base URL is nevertheless
 * another than a loopback one is refused ({@code kyc-sharing.loopback-only}). The {@link KycExchangeSimulator} is a bean; it is reset before each test.
 *
 * <p>The clients under {@code kyc-sharing.clients} talk to it too: their base URLs are set, and the secret and broker type of
 * each whose key is that of an entity that the exchange knows.
 *
 * <p>Where the application receives notifications, {@code kyc-sharing.notifications.public-url} is set to this machine, and a free
 * port is chosen for {@code server.port=0} before the web server starts.
 *
 * <p>It knows the {@link ExchangeEntity} beans of the test, of which the first (by {@code @Order}) is the application's; without
 * any, a standard broker.
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
