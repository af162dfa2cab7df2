package io.github.kycsharing.spring;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** The properties' own details. The secret is read from the environment each time, for sources that change. */
final class PropertiesConnectionDetails implements KycSharingConnectionDetails {
    private static final Bindable<String> TEXT = Bindable.of(String.class);

    private final ClientProperties properties;
    private final Binder environment;

    PropertiesConnectionDetails(ClientProperties properties, Binder environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public String getBaseUrl() {
        return String.valueOf(properties.baseUrl().value());
    }

    @Override
    public String getBizEntityKey() {
        String key = properties.bizEntityKey().value();
        return key == null ? "" : key;
    }

    @Override
    public String getSecret() {
        return environment
                .bind("kyc-sharing." + properties.secret().property(), TEXT)
                .orElse("");
    }
}
