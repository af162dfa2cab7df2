package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.spring.KycSharingProperties;
import io.github.kycsharing.submissions.KycCustomers;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycNotificationUrls;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** The samples of docs/notifications.md. */
class NotificationsTest {
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "my-secret"));

    private final KycExchangeSimulator exchange = EXCHANGE.exchange();

    @TempDir
    private Path directory;

    @Test
    void createsTheApiKeyWhenTheExchangeNotifies() throws IOException {
        try (ConfigurableApplicationContext broker = start(freePort())) {
            broker.getBean(KycSharingClient.class).share(customer());
            ApiKeys apiKeys = broker.getBean(ApiKeys.class);
            // tag::test[]
            exchange.status("4711").set(ExchangeStatus.PASS);
            await().untilAsserted(() -> assertThat(apiKeys.created()).containsExactly("7654321"));
            // end::test[]
        }
    }

    @Test
    void createsTheApiKeyAfterARestart() throws IOException {
        int port = freePort();
        try (ConfigurableApplicationContext broker = start(port)) {
            broker.getBean(KycSharingClient.class).share(customer());
        }
        exchange.status("4711").set(ExchangeStatus.PASS);
        try (ConfigurableApplicationContext broker = start(port)) {
            exchange.advance(Duration.ofMinutes(3));
            await().untilAsserted(() ->
                    assertThat(broker.getBean(ApiKeys.class).created()).containsExactly("7654321"));
        }
    }

    @Test
    void servesAClientOfTheApplication() throws IOException {
        try (ConfigurableApplicationContext broker = start(freePort(), WithOwnClient.class)) {
            assertThat(broker.getBeanNamesForType(KycSharingClient.class)).containsExactly("exchange");
            broker.getBean(KycSharingClient.class).share(customer());
            exchange.status("4711").set(ExchangeStatus.PASS);
            await().untilAsserted(() ->
                    assertThat(broker.getBean(ApiKeys.class).created()).containsExactly("7654321"));
        }
    }

    private static KycInfo customer() {
        KycInfo record = aCustomer();
        return record.toBuilder()
                .userInfo(Objects.requireNonNull(record.userInfo()).toBuilder()
                        .entityCustomerId("4711")
                        .brokerSubAccountId("7654321")
                        .notifyUrl(null)
                        .build())
                .build();
    }

    // Below the ports that systems give to connections, and in a range of this process of tests.
    private static int freePort() throws IOException {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Taken: the next one.
            }
        }
    }

    private String keyset() throws IOException {
        Path file = directory.resolve("keyset.json");
        if (!Files.exists(file)) {
            Files.writeString(file, KycKeysets.generate());
        }
        return file.toUri().toString();
    }

    /** Starts with the configuration of the page, with loopback hosts. */
    private ConfigurableApplicationContext start(int port, Class<?>... more) throws IOException {
        Matcher yaml =
                Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(Path.of("../docs/notifications.md")));
        assertThat(yaml.find()).isTrue();
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.group(1).getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addLast);
        List<Class<?>> sources = new ArrayList<>(List.of(more));
        sources.add(Broker.class);
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .environment(environment)
                .properties("KYC_SECRET=my-secret", "KYC_TOKEN_SECRET=0123456789abcdef0123456789abcdef")
                .run(
                        "--spring.config.name=none", // not the configuration of the sample application
                        "--server.port=" + port,
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("broker") + ";WRITE_DELAY=0",
                        "--kyc-sharing.submissions.initialize-schema=always",
                        "--kyc-sharing.submissions.encryption.keyset=" + keyset(),
                        "--kyc-sharing.base-url=" + exchange.baseUrl(),
                        "--kyc-sharing.notifications.public-url=http://localhost:" + port);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {
        @Bean
        ApiKeys apiKeys() {
            return new ApiKeys();
        }

        @Bean
        StatusListener listener(ApiKeys apiKeys) {
            return new StatusListener(apiKeys);
        }
    }

    static final class StatusListener {
        private final ApiKeys apiKeys;

        StatusListener(ApiKeys apiKeys) {
            this.apiKeys = apiKeys;
        }

        // tag::listener[]
        @EventListener
        void on(KycStatusChanged change) {
            if (change.status().isPassed()) {
                apiKeys.createFor(change.customer().brokerSubAccountId());
            }
        }
        // end::listener[]
    }

    @Configuration(proxyBeanMethods = false)
    static class WithOwnClient {
        // tag::client[]
        @Bean
        KycSharingClient exchange(KycNotificationUrls urls, KycCustomers customers, KycSharingProperties configured) {
            return KycSharingClient.builder()
                    .bizEntityKey("BROKERKEY")
                    .secret(String.valueOf(configured.secret()))
                    .brokerType(BrokerType.STANDARD)
                    .baseUrl(configured.baseUrl())
                    .notifyUrl(urls.urlOf("default").orElseThrow())
                    .beforeSend(request -> customers.track("default", request.customer()))
                    .build();
        }
        // end::client[]
    }

    /** The API keys that the broker has created. */
    static final class ApiKeys {
        private final List<String> created = new ArrayList<>();

        synchronized void createFor(String subAccountId) {
            created.add(subAccountId);
        }

        synchronized List<String> created() {
            return List.copyOf(created);
        }
    }
}
