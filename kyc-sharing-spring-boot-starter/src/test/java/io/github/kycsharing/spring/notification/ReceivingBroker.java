package io.github.kycsharing.spring.notification;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** A broker's application with a web server, that receives the notifications of an exchange. */
final class ReceivingBroker implements AutoCloseable {
    static final String TOKEN_SECRET = "canary-token-secret-0123456789abcdef";

    /** Below the ports that systems give to connections, and in a range of this process of tests. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext application;
    private final int port;

    private ReceivingBroker(ConfigurableApplicationContext application, int port) {
        this.application = application;
        this.port = port;
    }

    /** Starts one on any port, with more properties than it needs, or others. */
    static ReceivingBroker start(KycExchangeSimulator exchange, String... properties) {
        return start(freePort(), exchange, List.of(), properties);
    }

    static ReceivingBroker start(
            int port, KycExchangeSimulator exchange, List<Class<?>> configurations, String... properties) {
        Class<?>[] sources =
                Stream.concat(Stream.of(Broker.class), configurations.stream()).toArray(Class<?>[]::new);
        String[] all = Stream.concat(
                        Stream.of(
                                "server.port=" + port,
                                "spring.main.banner-mode=off",
                                "kyc-sharing.base-url=" + exchange.baseUrl(),
                                "kyc-sharing.biz-entity-key=BROKERKEY",
                                "kyc-sharing.secret=s3cret",
                                "kyc-sharing.broker-type=standard",
                                "kyc-sharing.retry.initial-backoff=1ms",
                                "kyc-sharing.notifications.enabled=true",
                                "kyc-sharing.notifications.token-secret=" + TOKEN_SECRET,
                                "kyc-sharing.notifications.public-url=http://localhost:" + port),
                        Stream.of(properties))
                // The later of two is meant.
                .collect(Collectors.toMap(
                        property -> property.substring(0, property.indexOf('=')),
                        property -> "--" + property,
                        (one, other) -> other))
                .values()
                .stream()
                .toArray(String[]::new);
        return new ReceivingBroker(new SpringApplication(sources).run(all), port);
    }

    static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Taken: the next one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int port() {
        return port;
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    Listener listener() {
        return bean(Listener.class);
    }

    String url() {
        return url("default");
    }

    String url(String client) {
        return bean(KycNotificationUrls.class).urlOf(client).orElseThrow();
    }

    /** Shares a record of the client's customer. */
    void share(String client, String customer) {
        KycSharingClient sharing = bean(KycSharingClients.class).find(client).orElseThrow();
        sharing.share(record(customer));
    }

    static KycInfo record(String customer) {
        KycInfo record = Records.standard();
        UserInfo user = Objects.requireNonNull(record.userInfo());
        return record.toBuilder()
                .userInfo(user.toBuilder()
                        .entityCustomerId(customer)
                        .brokerSubAccountId(Integer.toUnsignedString(customer.hashCode()))
                        .build())
                .build();
    }

    static String notification(String customer) {
        return "{\"bizEntityKey\":\"BROKERKEY\",\"entityCustomerId\":\"" + customer
                + "\",\"kycType\":\"USER\",\"eventType\":\"USER-STATUS\",\"eventVo\":{}}";
    }

    static int post(String url, String body, String... headers) {
        return send("POST", url, HttpRequest.BodyPublishers.ofString(body), headers)
                .statusCode();
    }

    static HttpResponse<String> send(String method, String url, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, body).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
    }

    // A database on the class path is none of this application.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Broker {
        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    /** What the application was told. */
    static class Listener {
        private final List<KycStatusChanged> told = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @EventListener
        void on(KycStatusChanged change) {
            if (failures.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                throw new IllegalStateException(
                        "canary " + change.customer().entityCustomerId(), new UncheckedIOException(new IOException()));
            }
            told.add(change);
        }

        void failNext(int times) {
            failures.set(times);
        }

        List<KycStatusChanged> told() {
            return List.copyOf(told);
        }

        /** The levels' statuses, in the order in which they were told. */
        List<String> statuses() {
            return told.stream()
                    .map(change -> change.status().levelStatus().orElseThrow().value())
                    .toList();
        }
    }
}
