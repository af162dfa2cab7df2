package io.github.kycsharing.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.json.JsonMapper;

class KnownPropertiesTest {
    private final KnownProperties known = new KnownProperties();

    @Test
    void matchTheMetadata() throws IOException {
        Set<String> types = new TreeSet<>();
        for (URL url : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream metadata = url.openStream()) {
                JsonMapper.shared().readTree(metadata).path("properties").forEach(property -> {
                    String name = property.path("name").asString();
                    if (name.startsWith("kyc-sharing.")) {
                        String type = property.path("sourceType").asString();
                        types.add(type.contains("$") ? type.substring(0, type.indexOf('$')) : type);
                        assertThat(known.contains(ConfigurationPropertyName.of(name)))
                                .as(name)
                                .isTrue();
                    }
                });
            }
        }
        assertThat(types).containsExactlyInAnyOrderElementsOf(KnownProperties.TYPES);
    }

    @Test
    void includePropertiesOfClientsAndLists() {
        for (String name : new String[] {
            "kyc-sharing.clients.kz.proxy.host",
            "kyc-sharing.clients.kz.questionnaires[3].questions[0].options[12]",
            "kyc-sharing.questionnaires[0].questions[0].options",
            "kycsharing.readtimeout"
        }) {
            assertThat(known.contains(ConfigurationPropertyName.of(name)))
                    .as(name)
                    .isTrue();
        }
        assertThat(known.contains(ConfigurationPropertyName.of("kyc-sharing.questionnaires.first.version")))
                .isFalse();
        assertThat(known.contains(ConfigurationPropertyName.of("kyc-sharing.clients.kz.warm-up")))
                .isFalse();
    }

    @Test
    void countsTheDifferentLetters() {
        assertThat(KnownProperties.distance("timeout", "timeout")).isZero();
        assertThat(KnownProperties.distance("timeot", "timeout")).isOne();
        assertThat(KnownProperties.distance("tiemout", "timeout")).isEqualTo(2);
        assertThat(KnownProperties.distance("", "abc")).isEqualTo(3);
    }
}
