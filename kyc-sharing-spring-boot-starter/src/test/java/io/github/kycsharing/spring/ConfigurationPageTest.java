package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void everyPropertyIsDescribed() {
        assertThat(ConfigurationPage.properties())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.path("name").asString())
                        .endsWith("."));
    }

    @Test
    void aNamedClientHasEveryPropertyOfTheSingleFormAsThePageSays() {
        Set<String> named = components(KycSharingProperties.Client.class);
        named.add("enabled");
        named.add("warmUp");
        named.add("loopbackOnly");
        named.add("clients");
        assertThat(named).isEqualTo(components(KycSharingProperties.class));
        assertThat(components(KycSharingProperties.ClientRetry.class))
                .isEqualTo(components(KycSharingProperties.Retry.class));
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Rewrites the page in place of checking it with {@code -Dkyc-sharing.docs.write=true}. */
    @Test
    void thePageSaysWhatTheMetadataSays() throws IOException {
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(PAGE, ConfigurationPage.render());
        }
        assertThat(PAGE).hasContent(ConfigurationPage.render());
    }
}
