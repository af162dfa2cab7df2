package io.github.kycsharing;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.wire.ServerActions;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many calls over TLS to a server that would rather speak HTTP/2. */
class TlsTest {
    private static final int MANY = 64;
    private static final String PASSWORD = "changeit";

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    private final HandshakeCertificates trust = new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    private final WireMockServer server;

    TlsTest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", certificate.keyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            certificate.certificate()
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .bindAddress("127.0.0.1")
                .keystorePath(file.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
    }

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(post(anyUrl()).willReturn(okJson(ServerActions.ACCEPTED).withFixedDelay(50)));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void eachCallHasAConnectionOfItsOwn() throws Exception {
        try (KycSharingClient client = TestClients.standard("https://127.0.0.1:" + server.httpsPort())
                .tls(trust.sslContext(), trust.trustManager())
                .connectTimeout(Duration.ofSeconds(20))
                .readTimeout(Duration.ofSeconds(20))
                // 64 handshakes at once take longer on a busy machine than the other tests give a call.
                .delivery(DeliveryOptions.builder()
                        .totalTimeout(Duration.ofSeconds(60))
                        .build())
                .build()) {
            for (int round = 0; round < 2; round++) {
                List<CompletableFuture<ShareResult>> calls = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    calls.add(client.shareAsync(TestRecords.standard("c" + i)));
                }
                for (CompletableFuture<ShareResult> call : calls) {
                    assertThat(call.get(90, TimeUnit.SECONDS).attempts()).isEqualTo(1);
                }
            }
            assertThat(server.findAll(postRequestedFor(anyUrl())))
                    .hasSize(2 * MANY)
                    .allSatisfy(request -> assertThat(request.getProtocol()).isEqualTo("HTTP/1.1"));
        }
    }
}
