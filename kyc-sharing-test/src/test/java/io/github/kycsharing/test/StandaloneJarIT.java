package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the jar as a process, with nothing else on the class path. */
@Timeout(60)
class StandaloneJarIT {
    @Test
    void servesBothKindsOfBrokersWithoutLoggingPersonalData() throws IOException, InterruptedException {
        ProcessBuilder command = java(
                "--entity=" + Broker.STANDARD_KEY + ":" + Broker.STANDARD_SECRET + ":standard",
                "--entity-from-env=" + Broker.KZ_KEY + ":KZ_BROKER_SECRET:kz");
        command.environment().put("KZ_BROKER_SECRET", "kz:secret");
        Process process = command.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String first = Objects.requireNonNull(out.readLine());
            assertThat(first).startsWith("The exchange listens on http://127.0.0.1:");
            assertThat(out.readLine()).isEqualTo("Entity STANDARD_BROKER, STANDARD");
            assertThat(out.readLine()).isEqualTo("Entity KZ_BROKER, KZ_ENTITY");
            String base = first.substring(first.indexOf("http"), first.indexOf("/bapi"));
            Broker broker = new Broker(base);
            byte[] kz = RecordBody.kz("R2").toString().getBytes(StandardCharsets.UTF_8);

            assertThat(broker.code(RecordBody.of("R1", "C-marker"))).isEqualTo("000000");
            assertThat(Broker.code(broker.send(kz, Broker.sign("kz:secret", kz))))
                    .isEqualTo("000000");

            assertThat(out.readLine())
                    .endsWith(" code=000000 http=200 fault=-")
                    .contains(" requestNo=R1 bizEntityKey=STANDARD_BROKER bytes=")
                    .doesNotContain("marker");
            assertThat(out.readLine()).contains(" requestNo=R2 bizEntityKey=KZ_BROKER bytes=" + kz.length + " ");
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void setsAStatusOverItsControl() throws IOException, InterruptedException {
        Process process = java(
                        "--entity=" + Broker.STANDARD_KEY + ":" + Broker.STANDARD_SECRET + ":standard",
                        "--control-port=0")
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String first = Objects.requireNonNull(out.readLine());
            assertThat(out.readLine()).isEqualTo("Entity STANDARD_BROKER, STANDARD");
            String control = Objects.requireNonNull(out.readLine());
            assertThat(control).startsWith("The control listens on http://127.0.0.1:");

            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(control.substring(control.indexOf("http")) + "/status"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"entityCustomerId\":\"C1\",\"kycStatus\":\"PASS\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            Broker broker = new Broker(first.substring(first.indexOf("http"), first.indexOf("/bapi")));
            assertThat(broker.status("C1")
                            .path("data")
                            .path("levelInfo")
                            .path("kycPass")
                            .booleanValue())
                    .isTrue();
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void printsTheUsageAndEndsWithoutAnEntity() throws IOException, InterruptedException {
        Process process = java().start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).startsWith("at least one entity is required").contains("--entity=KEY:SECRET:TYPE");
    }

    private static ProcessBuilder java(String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(), "-jar", Objects.requireNonNull(System.getProperty("standalone.jar")));
        for (String argument : arguments) {
            builder.command().add(argument);
        }
        return builder.redirectErrorStream(true);
    }
}
