package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KycSharingPropertiesTest {
    @Test
    void toStringHasNoSecret() {
        KycSharingProperties properties = bind(Map.of("kyc-sharing.secret", "canary-secret-9d1c"));

        assertThat(properties.secret()).isEqualTo("canary-secret-9d1c");
        assertThat(properties.toString()).contains("secret=***").doesNotContain("canary-secret-9d1c");
        assertThat(bind(Map.of()).toString()).contains("secret=null");
    }

    @Test
    void toStringHasNoSecretOfClientsAndProxies() {
        KycSharingProperties properties = bind(Map.of(
                "kyc-sharing.proxy.username", "canary-user",
                "kyc-sharing.proxy.password", "canary-password",
                "kyc-sharing.clients.kz.secret", "canary-kz",
                "kyc-sharing.clients.kz.proxy.password", "canary-kz-password"));

        assertThat(properties.clients().values())
                .extracting(KycSharingProperties.Client::secret)
                .containsExactly("canary-kz");
        assertThat(properties.toString()).contains("password=***", "secret=***").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kz-entity", "KZ_ENTITY", "kzEntity", "kz_entity"})
    void bindTheBrokerTypeInRelaxedSpellings(String spelling) {
        assertThat(bind(Map.of("kyc-sharing.broker-type", spelling)).brokerType())
                .isEqualTo(BrokerType.KZ_ENTITY);
    }

    @Test
    void haveTheDefaultsOfTheClient() throws Exception {
        KycSharingProperties properties = bind(Map.of());

        assertThat(properties.enabled()).isTrue();
        assertThat(properties.baseUrl()).isEqualTo(KycSharingClientBuilder.DEFAULT_BASE_URL);
        assertThat(properties.connectTimeout()).isEqualTo(builderDefault("connectTimeout"));
        assertThat(properties.readTimeout()).isEqualTo(builderDefault("readTimeout"));
        assertThat(properties.writeTimeout()).isEqualTo(builderDefault("writeTimeout"));
        assertThat((int) properties.maxResponseSize().toBytes()).isEqualTo(builderDefault("maxResponseBytes"));
        assertThat(properties.maxIdleConnections()).isEqualTo(builderDefault("maxIdleConnections"));
        assertThat(properties.async().threads()).isEqualTo(builderDefault("asyncThreads"));
        assertThat(properties.async().queueCapacity()).isEqualTo(builderDefault("asyncQueueCapacity"));
        assertThat(properties.keepAlive()).isEqualTo(builderDefault("keepAlive"));
        assertThat(properties.connectionReuse()).isEqualTo(builderDefault("connectionReuse"));
        assertThat(new DeliveryOptions(
                        properties.retry().maxAttempts(),
                        properties.retry().initialBackoff(),
                        properties.retry().maxBackoff(),
                        properties.totalTimeout()))
                .isEqualTo(DeliveryOptions.DEFAULTS);
    }

    // The builder documents its defaults in words only.
    private static Object builderDefault(String field) throws ReflectiveOperationException {
        Field declared = KycSharingClientBuilder.class.getDeclaredField(field);
        declared.setAccessible(true);
        return declared.get(KycSharingClient.builder());
    }

    private static KycSharingProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("kyc-sharing", KycSharingProperties.class);
    }
}
