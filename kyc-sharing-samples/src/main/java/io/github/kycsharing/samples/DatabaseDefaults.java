package io.github.kycsharing.samples;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The default database, which survives a restart: a file in {@link BrokerDirectory}, with a keyset that is generated on the first start.
 * A broker's application sets {@code spring.datasource} and {@code kyc-sharing.submissions.encryption.keyset}, and needs no such class.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class DatabaseDefaults implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        BrokerDirectory.of(environment).ifPresent(directory -> {
            directory.secret("keyset.json", DatabaseDefaults::generateKeyset);
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "databaseDefaults",
                            Map.of(
                                    "spring.datasource.url",
                                    directory.databaseUrl(),
                                    "kyc-sharing.submissions.encryption.keyset",
                                    directory.location("keyset.json"))));
        });
    }

    private static String generateKeyset() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No keyset can be generated", e);
        }
    }
}
