package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.spi.OkHttpCustomizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Certificates, proxies and the HTTP client, from properties and beans. */
class NetworkFromPropertiesTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate EXCHANGE = new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .addSubjectAlternativeName("localhost")
            .build();
    private static final HeldCertificate BROKER = new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .commonName("broker")
            .build();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    KycSharingAutoConfiguration.class,
                    KycSharingClientsAutoConfiguration.class))
            .withPropertyValues(
                    "kyc-sharing.biz-entity-key=BROKERKEY",
                    "kyc-sharing.secret=s3cret",
                    "kyc-sharing.broker-type=standard",
                    "kyc-sharing.notify-url=.",
                    "kyc-sharing.retry.max-attempts=1",
                    "kyc-sharing.clients.uk.biz-entity-key=UKKEY",
                    "kyc-sharing.clients.uk.secret=uk-s3cret",
                    "spring.ssl.bundle.pem.gateway.truststore.certificate=" + AUTHORITY.certificatePem(),
                    "spring.ssl.bundle.pem.gateway.keystore.certificate=" + BROKER.certificatePem(),
                    "spring.ssl.bundle.pem.gateway.keystore.private-key=" + BROKER.privateKeyPkcs8Pem(),
                    "spring.ssl.bundle.pem.gateway.options.enabled-protocols=TLSv1.2");

    @Test
    void bundleTrustsAnAuthorityAndPresentsTheCertificate() throws IOException {
        List<String> shown = new ArrayList<>();
        HttpsServer exchange = exchangeWithClientAuthentication(shown);
        try {
            runner.withPropertyValues(
                            "kyc-sharing.base-url=https://localhost:"
                                    + exchange.getAddress().getPort(),
                            "kyc-sharing.clients.uk.ssl.bundle=gateway")
                    .run(context -> {
                        KycSharingClients clients = context.getBean(KycSharingClients.class);
                        assertThat(clients.find("uk")
                                        .orElseThrow()
                                        .share(Records.standard())
                                        .code()
                                        .isSuccess())
                                .isTrue();
                        assertThat(shown).containsExactly("TLSv1.2 CN=broker");
                        // The other client has no bundle, so that it trusts the platform's authorities only.
                        assertThatThrownBy(() ->
                                        context.getBean(KycSharingClient.class).share(Records.standard()))
                                .isInstanceOf(KycNotSentException.class);
                    });
        } finally {
            exchange.stop(0);
        }
    }

    @Test
    void proxyReceivesTheCredentialsOfItsClientOnly() throws IOException {
        try (Refusing forAll = new Refusing();
                Refusing forUk = new Refusing()) {
            runner.withPropertyValues(
                            "kyc-sharing.base-url=https://exchange.test",
                            "kyc-sharing.proxy.host=127.0.0.1",
                            "kyc-sharing.proxy.port=" + forAll.port(),
                            "kyc-sharing.proxy.username=broker",
                            "kyc-sharing.proxy.password=canary-password",
                            "kyc-sharing.clients.uk.proxy.host=127.0.0.1",
                            "kyc-sharing.clients.uk.proxy.port=" + forUk.port())
                    .run(context -> {
                        assertThatThrownBy(() ->
                                        context.getBean(KycSharingClient.class).share(Records.standard()))
                                .isInstanceOf(KycNotSentException.class)
                                .satisfies(e -> assertThat(String.valueOf(e) + e.getCause())
                                        .doesNotContain("canary"));
                        assertThat(forAll.head.join())
                                .contains("CONNECT exchange.test:443 HTTP/1.1")
                                .contains("Proxy-Authorization: Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        "broker:canary-password".getBytes(StandardCharsets.UTF_8)));

                        KycSharingClient uk = context.getBean(KycSharingClients.class)
                                .find("uk")
                                .orElseThrow();
                        assertThatThrownBy(() -> uk.share(Records.standard())).isInstanceOf(KycNotSentException.class);
                        assertThat(forUk.head.join())
                                .contains("CONNECT exchange.test:443 HTTP/1.1")
                                .noneMatch(line -> line.startsWith("Proxy-Authorization"));
                    });
        }
    }

    @Test
    void okHttpCustomizerIsCalledForEachClient() {
        AtomicInteger calls = new AtomicInteger();
        runner.withBean(OkHttpCustomizer.class, () -> http -> calls.incrementAndGet())
                .run(context -> assertThat(calls).hasValue(2));
    }

    private static HttpsServer exchangeWithClientAuthentication(List<String> shown) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(EXCHANGE)
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/", call -> {
            var session = ((HttpsExchange) call).getSSLSession();
            shown.add(session.getProtocol() + " " + session.getPeerPrincipal());
            call.getRequestBody().readAllBytes();
            byte[] response = "{\"code\":\"000000\",\"success\":true}".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, response.length);
            call.getResponseBody().write(response);
            call.close();
        });
        server.start();
        return server;
    }

    /** A proxy that rejects every request, and records the first line it receives. */
    private static final class Refusing implements AutoCloseable {
        final CompletableFuture<List<String>> head = new CompletableFuture<>();
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Refusing() throws IOException {
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        private void serve() {
            try (Socket client = listener.accept()) {
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                List<String> lines = new ArrayList<>();
                for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                    lines.add(line);
                }
                client.getOutputStream()
                        .write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                head.complete(lines);
            } catch (IOException e) {
                head.completeExceptionally(e);
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
