package io.github.kycsharing.spring;

import io.github.kycsharing.model.BrokerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes docs/configuration.md from the metadata that the build made of the properties' javadoc. */
final class ConfigurationPage {
    private ConfigurationPage() {}

    static List<JsonNode> properties() {
        List<JsonNode> properties = new ArrayList<>();
        try {
            for (URL url : Collections.list(ConfigurationPage.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream metadata = url.openStream()) {
                    JsonMapper.shared().readTree(metadata).path("properties").forEach(property -> {
                        if (property.path("name").asString().startsWith("kyc-sharing.")) {
                            properties.add(property);
                        }
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static String render() {
        return """
                # Configuration

                <!-- Generated from the properties' javadoc by the build of kyc-sharing-spring-boot-starter:
                     ./mvnw -pl kyc-sharing-spring-boot-starter -am test -Dtest=ConfigurationPageTest \\
                       -Dsurefire.failIfNoSpecifiedTests=false -Dkyc-sharing.docs.write=true -->

                What `kyc-sharing-spring-boot-starter` reads. The mandatory properties are checked at start-up; whatever is
                wrong is named all at once, with what to set. An application that defines a `KycSharingClient` bean of its own
                need not set any.

                | property | default | meaning |
                |---|---|---|
                %s
                Durations are written as `250ms`, `20s` or `1h`, sizes as `512KB` or `1MB`.

                ## Questionnaires

                The exchange publishes no list of questions, so a KZ entity broker that wants its answers checked before they are
                sent supplies them. Every question of a listed version must then be answered, with one of its options; a question
                without options takes any.

                ```yaml
                %s```

                ## Beans

                | bean | if the application defines it |
                |---|---|
                | `KycSharingClient` | it is used, and none is made from the properties. A second client, for a second entity, \
                stands beside the first if it is declared with `@Bean(defaultCandidate = false)` and injected by a qualifier |
                | `RequestSigner` | it signs, and `kyc-sharing.secret` need not be set. \
                `RequestSigner.hmacSha256(Supplier)` asks for the secret at each request, for rotation without a restart |
                | `ExchangeTransport` | it makes the HTTP calls; timeouts per connection, sizes and idle connections are its own \
                business |
                | `KycSharingClientBuilderCustomizer` | any number; called in their order after the properties were applied, so \
                what they set wins |

                The application's own Jackson and OkHttp beans are never used: they cannot change the bytes that are signed.

                Where the application has the actuator, `kyc-sharing.secret` is hidden in its answers, also where it is allowed to \
                show values.
                """.formatted(
                        properties().stream().map(ConfigurationPage::row).collect(Collectors.joining()),
                        resource("/questionnaires.yml"));
    }

    private static String row(JsonNode property) {
        String standard = property.path("defaultValue").asString("");
        String values = property.path("type").asString().equals(BrokerType.class.getName())
                ? Arrays.stream(BrokerType.values())
                        .map(type -> "`" + type.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                        .collect(Collectors.joining(" or ", " ", "."))
                : "";
        return "| `" + property.path("name").asString() + "` | " + (standard.isEmpty() ? "" : "`" + standard + "`")
                + " | " + property.path("description").asString() + values + " |\n";
    }

    private static String resource(String name) {
        try (InputStream text = Objects.requireNonNull(ConfigurationPage.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
