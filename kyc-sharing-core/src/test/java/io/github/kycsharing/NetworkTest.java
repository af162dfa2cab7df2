package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.internal.transport.ConnectingSocketFactory;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.wire.ConnectProxy;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.net.PasswordAuthentication;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import okhttp3.ConnectionPool;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network path to the exchange: proxy, private certificates, customised HTTP client. */
class NetworkTest {
    private static final String HOST = "exchange.test"; // the tests' hosts file maps it to loopback
    private static final String PASSWORD = "CANARY-proxy-Пароль";

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HandshakeCertificates EXCHANGE = new HandshakeCertificates.Builder()
            .heldCertificate(new HeldCertificate.Builder()
                    .signedBy(AUTHORITY)
                    .addSubjectAlternativeName(HOST)
                    .build())
            .build();
    private static final HandshakeCertificates BROKER = new HandshakeCertificates.Builder()
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();

    @Test
    void onlyTheProxyReceivesItsPassword() throws IOException {
        try (ScriptedServer exchange = exchange();
                ConnectProxy proxy = new ConnectProxy("broker", PASSWORD, exchange.port());
                KycSharingClient client = trusting("https://" + HOST)
                        .proxy(proxy.address(), login(PASSWORD))
                        .build()) {
            assertThat(client.share(TestRecords.standard("1")).code().isSuccess())
                    .isTrue();

            assertThat(proxy.tunnels()).containsExactly("CONNECT " + HOST + ":443 HTTP/1.1");
            assertThat(proxy.refused()).isEmpty();
            assertThat(exchange.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("proxy-authorization"));
        }
    }

    @Test
    void proxyRefusalSendsNothingAndDoesNotRevealThePassword() throws IOException {
        try (LogCapture overheard = new LogCapture();
                ScriptedServer exchange = exchange();
                ConnectProxy proxy = new ConnectProxy("broker", "another", exchange.port())) {
            KycSharingClientBuilder builder = trusting("https://" + HOST).proxy(proxy.address(), login(PASSWORD));
            overheard.add(builder);
            try (KycSharingClient client = builder.build()) {
                overheard.add(client);
                client.share(TestRecords.standard("2"));
            } catch (KycNotSentException e) {
                assertThat(e.reason()).isEqualTo(KycNotSentException.Reason.NO_CONNECTION);
                overheard.add(e);
            }
            assertThat(exchange.connections()).isZero();
            // Once per attempt of the client, without silent retries.
            assertThat(proxy.refused()).hasSize(3);
            assertThat(overheard.said()).isNotEmpty().noneMatch(text -> text.contains("CANARY"));
        }
    }

    @Test
    void sendsNoCredentialsToAProxyWithoutAuthentication() throws IOException {
        try (ScriptedServer exchange = exchange();
                ConnectProxy proxy = new ConnectProxy("broker", PASSWORD, exchange.port());
                KycSharingClient client =
                        trusting("https://" + HOST).proxy(proxy.address()).build()) {
            assertThatThrownBy(() -> client.share(TestRecords.standard("3"))).isInstanceOf(KycNotSentException.class);
            assertThat(proxy.tunnels()).isEmpty();
            assertThat(proxy.refused()).isNotEmpty();
        }
    }

    @Test
    void loopbackHostBypassesTheProxy() throws IOException {
        try (ScriptedServer exchange = ScriptedServer.following(ServerActions.accept());
                ConnectProxy proxy = new ConnectProxy("broker", PASSWORD, exchange.port());
                KycSharingClient client = TestClients.standard(exchange.baseUrl())
                        .proxy(proxy.address(), login(PASSWORD))
                        .build()) {
            client.share(TestRecords.standard("4"));
            assertThat(exchange.received()).hasSize(1);
            assertThat(proxy.tunnels()).isEmpty();
            assertThat(proxy.refused()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aPrivateAuthorityIsTrustedInTheProtocolThatIsSet(String protocol) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        StringBuilder spoken = new StringBuilder();
        try (ScriptedServer exchange = exchange();
                KycSharingClient client = TestClients.standard("https://" + HOST + ":" + exchange.port())
                        .tls(BROKER.sslContext(), BROKER.trustManager(), parameters)
                        .okHttp(http -> http.addNetworkInterceptor(chain -> {
                            spoken.append(
                                    chain.connection().handshake().tlsVersion().javaName());
                            return chain.proceed(chain.request());
                        }))
                        .build()) {
            client.share(TestRecords.standard("5"));
        }
        assertThat(spoken).hasToString(protocol);
    }

    @Test
    void untrustedCertificateIsRefused() throws IOException {
        try (ScriptedServer exchange = exchange();
                KycSharingClient client = TestClients.standard("https://" + HOST + ":" + exchange.port())
                        .build()) {
            assertThatThrownBy(() -> client.share(TestRecords.standard("6"))).isInstanceOf(KycNotSentException.class);
            assertThat(exchange.received()).isEmpty();
        }
    }

    @Test
    void customizerCannotEnableRedirectsOrSilentRetries() throws IOException {
        try (ScriptedServer elsewhere = ScriptedServer.following(ServerActions.accept());
                ScriptedServer exchange = ScriptedServer.following(
                        ServerActions.response(307, "Location: " + elsewhere.baseUrl() + "/\r\n", ""),
                        ServerActions.resetAfterBody());
                KycSharingClient client = TestClients.standard(exchange.baseUrl())
                        .okHttp(http -> http.followRedirects(true)
                                .followSslRedirects(true)
                                .retryOnConnectionFailure(true)
                                .readTimeout(Duration.ZERO)
                                .authenticator((route, response) -> response.request()))
                        .build()) {
            assertThatThrownBy(() -> client.share(TestRecords.standard("7"))).isInstanceOf(KycSharingException.class);
            assertThat(elsewhere.connections()).isZero();
            assertThat(exchange.received())
                    .hasSizeLessThanOrEqualTo(3)
                    .allSatisfy(request -> assertThat(request.body())
                            .isEqualTo(exchange.received().get(0).body()));
        }
    }

    @Test
    void anInterceptorCannotSendTwice() throws IOException {
        try (ScriptedServer exchange = ScriptedServer.following(ServerActions.response(503, "", ""));
                KycSharingClient client = TestClients.standard(exchange.baseUrl())
                        .okHttp(http -> http.addInterceptor(chain -> {
                            try (Response first = chain.proceed(chain.request())) {
                                assertThat(first.code()).isEqualTo(503);
                            }
                            return chain.proceed(chain.request());
                        }))
                        .build()) {
            assertThatThrownBy(() -> client.share(TestRecords.standard("8")))
                    .isInstanceOf(KycOutcomeUnknownException.class);
            assertThat(exchange.received()).hasSize(3);
        }
    }

    @Test
    void interceptorCannotChangeTheSignedBytes() throws IOException {
        try (ScriptedServer exchange = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(exchange.baseUrl())
                        .okHttp(http -> http.addNetworkInterceptor(chain -> chain.proceed(chain.request()
                                .newBuilder()
                                .post(RequestBody.create("{}".getBytes(StandardCharsets.UTF_8)))
                                .build())))
                        .build()) {
            assertThatThrownBy(() -> client.share(TestRecords.standard("9"))).isInstanceOf(KycNotSentException.class);
            assertThat(exchange.received()).isEmpty();
        }
    }

    @Test
    void callsCustomizersInOrderAndUsesTheirSocketFactory() throws IOException {
        AtomicInteger sockets = new AtomicInteger();
        StringBuilder order = new StringBuilder();
        try (ScriptedServer exchange = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(exchange.baseUrl())
                        .okHttp(http -> order.append(1))
                        .okHttp(http -> {
                            order.append(2);
                            http.socketFactory(new CountingSockets(sockets));
                        })
                        .build()) {
            client.share(TestRecords.standard("10"));
        }
        assertThat(order).hasToString("12");
        assertThat(sockets).hasValue(1);
    }

    @Test
    void idleConnectionIsClosedAfterKeepAlive() {
        ConnectionPool[] pool = new ConnectionPool[1];
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                        .start();
                KycSharingClient client = TestClients.standard(exchange.baseUrl())
                        .keepAlive(Duration.ofMillis(300))
                        .okHttp(http -> pool[0] = http.build().connectionPool())
                        .build()) {
            client.share(TestRecords.standard("11"));
            assertThat(pool[0].connectionCount()).isEqualTo(1);
            await().until(() -> pool[0].connectionCount() == 0);
        }
    }

    @Test
    void aClientPrintsOnlyItsName() {
        try (KycSharingClient named =
                        TestClients.standard("http://localhost").name("kz").build();
                KycSharingClient unnamed =
                        TestClients.standard("http://localhost").build()) {
            assertThat(named.name()).isEqualTo("kz");
            assertThat(named).hasToString("KycSharingClient[name=kz]");
            assertThat(unnamed.name()).isEqualTo("default");
        }
        assertThatThrownBy(() -> KycSharingClient.builder().name(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KycSharingClient.builder().keepAlive(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ScriptedServer exchange() {
        return ScriptedServer.following(ServerActions.overTls(EXCHANGE.sslContext(), ServerActions.accept()));
    }

    private static KycSharingClientBuilder trusting(String baseUrl) {
        return TestClients.standard(baseUrl).tls(BROKER.sslContext(), BROKER.trustManager());
    }

    private static PasswordAuthentication login(String password) {
        return new PasswordAuthentication("broker", password.toCharArray());
    }

    /** Counts the sockets that it creates. */
    private static final class CountingSockets extends ConnectingSocketFactory {
        private final AtomicInteger made;

        CountingSockets(AtomicInteger made) {
            this.made = made;
        }

        @Override
        public Socket createSocket() {
            made.incrementAndGet();
            return new Socket();
        }
    }
}
