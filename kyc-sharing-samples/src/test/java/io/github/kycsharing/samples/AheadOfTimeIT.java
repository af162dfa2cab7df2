package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in a separate JVM, with the bean definitions that the build generated ahead of time. */
class AheadOfTimeIT {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @Test
    void sharesAsBothEntities(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        Process application = start(log, directory);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> !application.isAlive() || port(log) > 0);
            assertThat(application.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(log).content().contains("Starting AOT-processed BrokerApplication");
            int port = port(log);
            await().untilAsserted(() -> assertThat(log)
                    .content()
                    .contains("status     a customer of the client default is PASS", "client kz is PASS"));

            HttpResponse<String> standard = PostedRecord.post(port, PostedRecord.of("5001"));
            assertThat(standard.statusCode()).as(standard.body()).isEqualTo(200);
            assertThat(PostedRecord.json(standard).path("outcome").asString()).isEqualTo("ACCEPTED");
            HttpResponse<String> kz = PostedRecord.postTo(port, "kz", PostedRecord.of("5002", ExampleRecords.kz()));
            assertThat(kz.statusCode()).as(kz.body()).isEqualTo(200);
            HttpResponse<String> durable = PostedRecord.submit(port, PostedRecord.of("5003"));
            assertThat(durable.statusCode()).as(durable.body()).isEqualTo(202);
            String location = durable.headers().firstValue("Location").orElseThrow();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(PostedRecord.get(port, location).body()).contains("\"state\":\"IMPORTED\""));
            HttpResponse<String> broken = PostedRecord.post(port, ExampleRecords.standardAsWritten());
            assertThat(broken.statusCode()).isEqualTo(422);
            assertThat(PostedRecord.postTo(port, "uk", ExampleRecords.kz()).statusCode())
                    .isEqualTo(404);
        } finally {
            application.destroy();
            application.waitFor();
        }
    }

    private static Process start(Path log, Path directory) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dspring.aot.enabled=true",
                "-cp",
                classPath,
                BrokerApplication.class.getName(),
                "--server.port=0",
                "--broker.directory=" + directory.resolve("data"),
                "--broker.demonstration.records=0");
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("KYC") || name.startsWith("SPRING"));
        // Values are read at run time: this secret differs from that of the build.
        variables.put("KYC_SHARING_CLIENTS_KZ_SECRET", "known-at-run-time-only");
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static int port(Path log) {
        try {
            Matcher matcher = PORT.matcher(Files.readString(log));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
