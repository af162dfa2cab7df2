package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Rewrites the page in place of checking it with {@code -Dkyc-sharing.docs.write=true}. */
    @Test
    void thePageSaysWhatTheMetadataSays() throws IOException {
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(PAGE, ConfigurationPage.render());
        }
        assertThat(PAGE).hasContent(ConfigurationPage.render());
    }
}
