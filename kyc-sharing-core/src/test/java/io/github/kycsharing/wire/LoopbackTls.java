package io.github.kycsharing.wire;

import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate for a server on loopback, and clients that trust it. */
public final class LoopbackTls {
    private final HandshakeCertificates certificates;

    private LoopbackTls(HandshakeCertificates certificates) {
        this.certificates = certificates;
    }

    /**
     * Creates a certificate.
     *
     * @param names further names of the server
     */
    public static LoopbackTls create(String... names) {
        HeldCertificate.Builder certificate = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1");
        for (String name : names) {
            certificate.addSubjectAlternativeName(name);
        }
        HeldCertificate held = certificate.build();
        return new LoopbackTls(new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .addTrustedCertificate(held.certificate())
                .build());
    }

    public SSLContext context() {
        return certificates.sslContext();
    }

    public X509TrustManager trustManager() {
        return certificates.trustManager();
    }

    /** The move over TLS. */
    public ScriptedServer.Move over(ScriptedServer.Move move) {
        return ServerActions.overTls(context(), move);
    }
}
