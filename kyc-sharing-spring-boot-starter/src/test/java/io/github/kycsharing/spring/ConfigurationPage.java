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
                        if (property.path("sourceType").asString("").startsWith("io.github.kycsharing.")) {
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

                A property under `kyc-sharing` that does not exist is refused, and the nearest one named; from environment variables \
                and system properties it is only warned of. An empty value (`notify-url=` in a profile) takes back what another \
                file, or the part for all clients, says. Each client logs one INFO line when it is made, to the logger \
                `io.github.kycsharing.KycSharingClient`: name, masked key, broker type and host.

                | property | default | meaning |
                |---|---|---|
                %s
                Durations are written as `250ms`, `20s` or `1h`, sizes as `512KB` or `1MB`.

                ## Several entities

                Each entry of `kyc-sharing.clients` is an access entity with a client of its own. It takes every property of the
                table but `enabled`, `warm-up`, `loopback-only` and `clients`; what it does not set is as it is set for all.

                ```yaml
                %s```

                Each client is a bean, injected with `@Qualifier("kz")`. A `KycSharingClients` bean finds them by name and by \
                bizEntityKey.

                - The properties without a name still make a client, if `kyc-sharing.biz-entity-key` is set: the one that is \
                injected where no qualifier is given, `default` in `KycSharingClients`. Without that key they are defaults only; a \
                single named client is then injected without a qualifier too.
                - What belongs to one entity is not inherited: never the key, and the secret only where there is no \
                `kyc-sharing.biz-entity-key` whose secret it is. `proxy` is inherited or replaced as a whole, so that no proxy is \
                shown another one's password; an empty `proxy.host` goes back to the platform's proxy settings. \
                `questionnaires` replace the list for all.
                - Names are lower-case letters, digits and dashes. A client that is wholly in environment variables is written \
                `KYCSHARING_CLIENTS_KZ_BIZENTITYKEY`, without dashes; for one that is in a file too, \
                `KYC_SHARING_CLIENTS_KZ_SECRET` will do.
                - Two clients with one key, a missing secret or broker type, an unknown SSL bundle: all are named at start-up.

                ## Network

                `ssl.bundle` names a bundle of `spring.ssl.bundle`: its certificates are trusted in place of the platform's, its key \
                is shown if a gateway requires one, its protocols and ciphers are used if it sets any. It is read at start-up. \
                `proxy` is an HTTP proxy; TLS goes through it with CONNECT, and its user name and password are shown to it alone. A \
                loopback host is always reached directly. Whatever else there is to be changed of the HTTP client, an \
                `OkHttpCustomizer` bean changes, but for what the library promises: no redirect, no repetition of its own, \
                its timeouts, the signed bytes.

                ## Secrets

                A secret is read from the environment anew at each request. A property source that changes (of a secret store that \
                renews its values, for example) therefore needs no restart; a config tree and environment variables are read \
                once by Spring Boot and do. While a source says nothing, nothing is sent: the caller gets a \
                `KycNotSentException`. A `KycSharingCredentialsProvider` bean takes the place of all `secret` properties, \
                `KycSharingConnectionDetails` of the application take the place of both, and a `RequestSigner` signs without any.

                Secrets and keys with blanks, line breaks or a `${...}` that was not resolved are rejected at start-up, and one \
                that becomes so later is not signed with. The line break that ends a file is no part of a secret: one is removed \
                from the only line of a file in a config tree (by Spring Boot) and from what a `KycSharingCredentialsProvider` \
                gives; a second one is refused.

                Where the application has the actuator, secrets and proxy credentials are hidden in its answers, also where it is \
                allowed to show values: under the property's name, and by value under any other, such as `SG_KYC_SECRET` above, a \
                command line or a URL. A text of fewer than four characters and a proxy's user name are hidden only where they \
                are the whole value.

                ## Notifications

                [Notifications](notifications.md) describes how the application receives statuses. The properties of the receiver are for all \
                clients; `notify-url` and the receiver exclude each other.

                ## Questionnaires

                The exchange publishes no list of questions, so a KZ entity broker that wants its answers checked before they are
                sent supplies them. Every question of a listed version must then be answered, with one of its options; a question
                without options takes any. Versions, titles and options are texts: what YAML reads as a number or boolean without quotes \
                (`yes`, `010`) is refused, as are blank options.

                ```yaml
                %s```

                ## Beans

                | bean | if the application defines it |
                |---|---|
                | `KycSharingClient` | it is used, and none is made from the properties without a name |
                | `KycSharingConnectionDetails` | it supplies base URL, key and secret in place of the properties: for tests and \
                service connections. The client reads the secret at each request |
                | `KycSharingCredentialsProvider` | it provides the secret of each client at each request, and no `secret` need be set |
                | `RequestSigner` | it signs, and `kyc-sharing.secret` need not be set: for a secret that must not leave a key store |
                | `ExchangeTransport` | it makes the HTTP calls; timeouts per connection, sizes and idle connections are its own \
                business |
                | `KycSharingClientBuilderCustomizer` | any number; called in their order with the client's name and its \
                builder, after the properties have been applied: what they set wins |
                | `OkHttpCustomizer` | any number; called in their order for the HTTP client of each client |

                All but the last two are for the client without a name; for a named one, the bean is qualified by the name and kept \
                away from everybody else: `@Bean(defaultCandidate = false) @Qualifier("kz")`. A `KycSharingCredentialsProvider` and an \
                unqualified `ExchangeTransport` are for all clients.

                Every bean of the starter has a name that begins with `kycSharing`: the client without a name is `kycSharingClient`, \
                the client `sg` is `kycSharingClient-sg`, qualified by `sg`. An observer, customizer or filter of the starter is \
                replaced by a bean of the same name.

                `ClientObserverFactory` beans and observation conventions are for all clients as well, see \
                [Observability](observability.md).

                The application's own Jackson and OkHttp beans are never used: they cannot change the bytes that are signed.

                With ahead-of-time processing the names of the clients, and whether there is one without a name, are those of the \
                build; all values are read at run time.
                """.formatted(
                        properties().stream().map(ConfigurationPage::row).collect(Collectors.joining()),
                        resource("/clients.yml"),
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
