package io.github.kycsharing.test;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Properties whose names are known before any bean is created. Reading the first value starts the exchange.
 */
final class ExchangePropertySource extends EnumerablePropertySource<Map<String, Supplier<?>>> {
    static final String NAME = "kycExchange";

    ExchangePropertySource(Map<String, Supplier<?>> properties) {
        super(NAME, Map.copyOf(properties));
    }

    @Override
    public String[] getPropertyNames() {
        return source.keySet().toArray(String[]::new);
    }

    @Override
    public boolean containsProperty(String name) {
        return source.containsKey(name);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Supplier<?> value = source.get(name);
        return value == null ? null : value.get();
    }
}
