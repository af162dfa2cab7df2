package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** Connection details from the properties. Reads the secret from the environment each time, since sources can change. */
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
        String url = properties.baseUrl().value();
        return url == null ? KycSharingClientBuilder.DEFAULT_BASE_URL : url;
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
