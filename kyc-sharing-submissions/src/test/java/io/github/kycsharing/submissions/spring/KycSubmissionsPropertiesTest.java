package io.github.kycsharing.submissions.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException;
import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException.Problem;
import io.github.kycsharing.submissions.internal.delivery.DeliveryPolicy;
import io.github.kycsharing.submissions.internal.engine.EngineOptions;
import io.github.kycsharing.submissions.internal.operation.SnapshotOptions;
import io.github.kycsharing.submissions.internal.publication.PublicationOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KycSubmissionsPropertiesTest {
    private static final String OWN = "kyc-sharing.submissions.";

    @Test
    void defaultsAreThoseOfTheParts() {
        KycSubmissionsProperties properties = bind();

        assertThatNoException().isThrownBy(() -> PropertyRanges.require(properties));
        assertThat(properties.policy()).isEqualTo(DeliveryPolicy.DEFAULTS);
        assertThat(properties.engineOptions()).isEqualTo(EngineOptions.DEFAULTS);
        assertThat(properties.publicationOptions()).isEqualTo(PublicationOptions.DEFAULTS);
        assertThat(properties.snapshotOptions()).isEqualTo(SnapshotOptions.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table-prefix=",
                "table-prefix=1_",
                "table-prefix=kyc.",
                "table-prefix=KYC_",
                "table-prefix=a; drop table x",
                "table-prefix=a234567890123456789012345678901",
                "delivery.threads=0",
                "delivery.threads=1001",
                "delivery.window=0",
                "delivery.window=10001",
                "delivery.claim=999ms",
                "delivery.claim=36s",
                "delivery.initial-backoff=0ms",
                "delivery.initial-backoff=61m",
                "delivery.max-backoff=999ms",
                "delivery.max-backoff=25h",
                "delivery.resume-within=-1s",
                "delivery.resume-within=366d",
                "delivery.unresolved-after=20s",
                "delivery.unresolved-after=366d",
                "delivery.confirm-within=-1s",
                "delivery.confirm-within=366d",
                "delivery.rejections-before-pause=1",
                "delivery.rejections-before-pause=10001",
                "delivery.failures-before-quarantine=0",
                "delivery.failures-before-quarantine=101",
                "publication.threads=0",
                "publication.threads=101",
                "publication.initial-backoff=0ms",
                "publication.max-backoff=1ms",
                "engine.polling-interval=9ms",
                "engine.polling-interval=61s",
                "engine.heartbeat-interval=301s",
                "engine.sweep-interval=99ms",
                "engine.sweep-interval=61m",
                "engine.shutdown-timeout=0s",
                "engine.shutdown-timeout=61m",
                "operations.refresh-interval=99ms",
                "operations.refresh-interval=61m",
                "operations.stuck-after=15s",
                "operations.stuck-after=25h",
                "keep-body=-1s",
                "keep-body=366d",
                "retain=59m",
                "retain=3651d"
            })
    void reportsAValueOutOfItsRange(String property) {
        String name = OWN + property.substring(0, property.indexOf('='));

        assertThatThrownBy(() -> PropertyRanges.require(bind(property)))
                .isInstanceOfSatisfying(InvalidKycSharingConfigurationException.class, e -> {
                    assertThat(e.problems()).extracting(Problem::property).startsWith(name);
                    assertThat(e.problems().get(0).action()).startsWith("Set " + name + " to ");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table-prefix=a",
                "table-prefix=a23456789012345678901234567890",
                "delivery.claim=1s",
                "delivery.claim=35s",
                "delivery.resume-within=0s",
                "delivery.unresolved-after=20001ms",
                "delivery.confirm-within=0s",
                "delivery.failures-before-quarantine=1",
                "keep-body=0s",
                "keep-body=365d"
            })
    void acceptsTheLimits(String property) {
        assertThatNoException().isThrownBy(() -> PropertyRanges.require(bind(property)));
    }

    @Test
    void reportsAllErrorsTogether() {
        assertThatThrownBy(() ->
                        PropertyRanges.require(bind("delivery.threads=0", "retain=1s", "engine.heartbeat-interval=0s")))
                .isInstanceOfSatisfying(
                        InvalidKycSharingConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::property)
                                .contains(OWN + "delivery.threads", OWN + "retain", OWN + "engine.heartbeat-interval"));
    }

    @Test
    void descriptionHasNoKeyset() {
        assertThat(bind("encryption.keyset=CANARY")).asString().doesNotContain("CANARY");
        assertThat(bind("encryption.keyset=CANARY").encryption()).asString().doesNotContain("CANARY");
    }

    private static KycSubmissionsProperties bind(String... properties) {
        Map<String, String> values = new LinkedHashMap<>();
        Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .forEach(property -> values.put(OWN + property[0], property[1]));
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("kyc-sharing.submissions", KycSubmissionsProperties.class);
    }
}
