package io.github.kycsharing.test;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs an exchange for the tests of a class, for {@code @RegisterExtension}. In a static field it runs as long as the class
 * and is {@link KycExchangeSimulator#reset() reset} before each test. In an instance field, each test has its own exchange.
 * A test gets it from {@link #exchange()} or as a parameter of type {@link KycExchangeSimulator}.
 */
public final class KycExchangeExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final UnaryOperator<KycExchangeSimulator.Builder> configuration;
    private @Nullable KycExchangeSimulator exchange;
    private boolean perClass;

    private KycExchangeExtension(UnaryOperator<KycExchangeSimulator.Builder> configuration) {
        this.configuration = configuration;
    }

    /**
     * Creates an extension for an exchange with these entities.
     *
     * @param entities the entities
     * @return the extension; the exchange starts with the tests
     */
    public static KycExchangeExtension of(ExchangeEntity... entities) {
        return configuredBy(builder -> {
            for (ExchangeEntity entity : entities) {
                builder.entity(entity);
            }
            return builder;
        });
    }

    /**
     * Creates an extension for an exchange with any configuration.
     *
     * @param configuration completes the builder
     * @return the extension; the exchange starts with the tests
     */
    public static KycExchangeExtension configuredBy(UnaryOperator<KycExchangeSimulator.Builder> configuration) {
        return new KycExchangeExtension(configuration);
    }

    /**
     * Returns the running exchange.
     *
     * @return the exchange
     * @throws IllegalStateException if no test runs
     */
    public KycExchangeSimulator exchange() {
        if (exchange == null) {
            throw new IllegalStateException("the exchange runs only while tests do");
        }
        return exchange;
    }

    /** For JUnit: starts the exchange of a class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        perClass = true;
        start();
    }

    /** For JUnit: resets the exchange of a class, or starts the one of a test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (perClass) {
            exchange().reset();
        } else {
            start();
        }
    }

    /** For JUnit: closes the exchange of a test. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (!perClass) {
            stop();
        }
    }

    /** For JUnit: closes the exchange of a class. */
    @Override
    public void afterAll(ExtensionContext context) {
        stop();
        perClass = false;
    }

    /** For JUnit: returns whether a parameter is an exchange. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KycExchangeSimulator.class;
    }

    /** For JUnit: returns the exchange. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return exchange();
    }

    private void start() {
        exchange = Objects.requireNonNull(configuration.apply(KycExchangeSimulator.builder()))
                .start();
    }

    private void stop() {
        if (exchange != null) {
            exchange.close();
        }
        exchange = null;
    }
}
