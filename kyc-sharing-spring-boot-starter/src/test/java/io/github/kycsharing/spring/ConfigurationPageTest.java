package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Checks the generated table and the YAML samples of docs/configuration.md; the text around them is written by hand. */
class ConfigurationPageTest {
    @Test
    void describesEveryPropertyInSentences() {
        assertThat(ConfigurationPage.properties())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.path("name").asString())
                        .endsWith("."));
    }

    @Test
    void namedClientAcceptsEveryPropertyOfThePage() {
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

    /** Regenerates the table instead of failing with {@code -Dkyc-sharing.docs.write=true}. */
    @Test
    void tableMatchesTheMetadata() throws IOException {
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            ConfigurationPage.writeTable();
        }
        assertThat(ConfigurationPage.read())
                .as("docs/configuration.md is stale: run this test with -Dkyc-sharing.docs.write=true")
                .containsOnlyOnce(ConfigurationPage.BEGIN)
                .contains(ConfigurationPage.table());
    }

    @Test
    void hasNoPropertyRowOutsideGeneratedTables() throws IOException {
        assertThat(ConfigurationPage.read()
                        .replaceAll("(?s)<!-- [a-z ]*properties: begin, generated.*?properties: end -->", "")
                        .lines())
                .noneMatch(line -> line.startsWith("| `kyc-sharing.") || line.startsWith("| `management."));
    }

    /** An unknown property or a value that cannot be converted fails the start of the context. */
    @ParameterizedTest
    @MethodSource("samples")
    void everyYamlSampleBinds(String yaml) throws IOException {
        PropertySource<?> sample = new YamlPropertySourceLoader()
                .load("docs/configuration.md", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class))
                .withPropertyValues(
                        "SG_KYC_SECRET=one", "KZ_KYC_SECRET=two", "kyc-sharing.notify-url=https://broker.example/kyc");
        if (!yaml.contains("clients:")) {
            runner = runner.withPropertyValues("kyc-sharing.biz-entity-key=KZ", "kyc-sharing.secret=three");
        }
        runner.withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(sample))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KycSharingClients.class));
    }

    static List<String> samples() throws IOException {
        List<String> samples = ConfigurationPage.yamlSamples();
        assertThat(samples).hasSizeGreaterThan(1);
        return samples;
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients.yml", "questionnaires.yml"})
    void yamlSamplesAreTheResourcesOfOtherTests(String resource) throws IOException {
        assertThat(ConfigurationPage.yamlSamples())
                .contains(Files.readString(Path.of("src", "test", "resources", resource)));
    }
}
