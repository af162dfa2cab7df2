package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycNotificationUrls;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** A broker's application with a web server that receives notifications. */
final class ReceivingBroker implements AutoCloseable {
    static final String TOKEN_SECRET = "canary-token-secret-0123456789abcdef";
    static final String ENTITY = SubmissionContexts.ENTITY;

    /** Below the ports that systems assign to connections, and in a range of this process. */
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

    /** The servers that the same tests run on. */
    enum Stack {
        TOMCAT(WebApplicationType.SERVLET, OnTomcat.class),
        NETTY(WebApplicationType.REACTIVE, OnNetty.class);

        private final WebApplicationType type;
        private final Class<?> server;

        Stack(WebApplicationType type, Class<?> server) {
            this.type = type;
            this.server = server;
        }

        boolean isReactive() {
            return type == WebApplicationType.REACTIVE;
        }
    }

    /** Starts one with wake-ups in memory and without Spring Security. */
    static ReceivingBroker start(Stack stack, String... properties) {
        return start(stack, List.of(WithoutDatabase.class), properties);
    }

    /** Starts one with further properties, or other values of those that it needs. */
    static ReceivingBroker start(Stack stack, List<Class<?>> configurations, String... properties) {
        int port = freePort();
        Class<?>[] sources = Stream.concat(Stream.<Class<?>>of(stack.server), configurations.stream())
                .toArray(Class<?>[]::new);
        Stream<String> defaults = Stream.of(
                "server.port=" + port,
                "spring.main.banner-mode=off",
                "spring.main.web-application-type=" + stack.type,
                "kyc-sharing.base-url=http://localhost:1",
                "kyc-sharing.biz-entity-key=" + ENTITY,
                "kyc-sharing.secret=" + SubmissionContexts.SECRET,
                "kyc-sharing.broker-type=standard",
                "kyc-sharing.warm-up=false",
                "kyc-sharing.notifications.enabled=true",
                "kyc-sharing.notifications.max-wake-ups-per-second=100000",
                "kyc-sharing.notifications.token-secret=" + TOKEN_SECRET,
                "kyc-sharing.notifications.public-url=http://localhost:" + port);
        Map<String, String> all = Stream.concat(defaults, Stream.of(properties))
                .collect(Collectors.toMap(
                        property -> property.substring(0, property.indexOf('=')),
                        property -> "--" + property,
                        (one, other) -> other));
        return new ReceivingBroker(
                new SpringApplication(sources).run(all.values().toArray(String[]::new)), port);
    }

    private static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Occupied: the next one.
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

    RecordedWakeUps wakeUps() {
        return bean(RecordedWakeUps.class);
    }

    String url() {
        return url(SubmissionContexts.CLIENT);
    }

    String url(String client) {
        return bean(KycNotificationUrls.class).urlOf(client).orElseThrow();
    }

    static String notification(String customer) {
        return "{\"bizEntityKey\":\"" + ENTITY + "\",\"entityCustomerId\":\"" + customer
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

    @Configuration(proxyBeanMethods = false)
    static class OnTomcat {
        @Bean
        WebServerFactory server() {
            return new TomcatServletWebServerFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OnNetty {
        /** Not the global resources, which the first application to stop would close for all others. */
        @Bean
        ReactorResourceFactory resources() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }

        @Bean
        WebServerFactory server(ReactorResourceFactory resources) {
            NettyReactiveWebServerFactory server = new NettyReactiveWebServerFactory();
            server.setResourceFactory(resources);
            return server;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.actuate.web.reactive"
                        + ".ReactiveManagementWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet"
                        + ".ManagementWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
            })
    static class WithoutDatabase {
        @Bean
        RecordedWakeUps wakeUps() {
            return new RecordedWakeUps();
        }
    }
}
