package io.github.kycsharing.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/** The benchmark server, in a separate process. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int plainPort;
    private final int tlsPort;
    private final HandshakeCertificates trust;

    private ServerProcess(Process process, int plainPort, int tlsPort, X509Certificate certificate) {
        this.process = process;
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
        this.trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate)
                .build();
    }

    static ServerProcess start() throws IOException {
        Process process = java(RespondingServer.class, List.of("-Xmx512m")).start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null) {
            throw new IOException("The benchmark server did not start");
        }
        String[] parts = line.split(" ", 3);
        X509Certificate certificate = Certificates.decodeCertificatePem(
                new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8));
        return new ServerProcess(process, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), certificate);
    }

    /** A process with the Java and class path of this process. */
    static ProcessBuilder java(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    Target target(boolean tls, int delayMillis) {
        String host = tls ? "https://localhost:" + tlsPort : "http://localhost:" + plainPort;
        return new Target(delayMillis == 0 ? host : host + RespondingServer.AFTER + delayMillis, tls ? trust : null);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
