package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line of a back-fill, with the executable jar as a process of its own. */
@Timeout(360)
class BackfillIT {
    private static final String FILE = "customers.jsonl";

    @TempDir
    private Path directory;

    private int starts;

    @Test
    void sharesEveryCustomerAndRunsNothingElse() throws Exception {
        Process process = start("--broker.synthetic-customers=200", "--kyc-sharing.backfill.wait=true");

        assertThat(exitCode(process)).isZero();
        String log = log(1);
        assertThat(log)
                .contains("Back-fill first: 200 rows are new, 0 were stored before, 0 are invalid.")
                .contains("Back-fill first COMPLETED: IMPORTED 200")
                .doesNotContain("Tomcat")
                .as("other runners")
                .doesNotContain("\n--- ")
                .doesNotContain("synthetic-", "Synthetic1");
        assertThat(log.lines().filter(line -> line.chars().anyMatch(character -> character < ' ')))
                .as("stack traces, and whatever else moves the cursor")
                .isEmpty();
    }

    @Test
    void continuesAfterASignalAndAfterAKill() throws Exception {
        try (KycExchangeSimulator exchange = exchange()) {
            String url = "--kyc-sharing.base-url=" + exchange.baseUrl();
            Process terminated = start(url, "--broker.synthetic-customers=3000", "--kyc-sharing.backfill.wait=true");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> !terminated.isAlive() || exchange.ledger().size() >= 20);
            terminated.destroy();
            assertThat(exitCode(terminated)).as(log(1)).isEqualTo(4);
            assertThat(log(1)).contains("repeat the command to continue");

            Process killed = start(url);
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> !killed.isAlive() || exchange.ledger().size() >= 60);
            killed.destroyForcibly().waitFor();

            assertThat(exitCode(start(url))).isZero();
            assertThat(log(3)).satisfies(BackfillIT::sumsUpTo3000);
            assertThat(exchange.ledger().values())
                    .extracting(LedgerEntry::acceptedTimes)
                    .containsOnly(1);
        }
    }

    /** What is new and what was stored before are all rows. */
    private static void sumsUpTo3000(String log) {
        List<Integer> numbers = Arrays.stream(log.lines()
                        .filter(line -> line.startsWith("Back-fill first: "))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("[^0-9]+", " ")
                        .strip()
                        .split(" "))
                .map(Integer::valueOf)
                .toList();
        assertThat(numbers.get(0) + numbers.get(1)).isEqualTo(3000);
    }

    @Test
    void reportsInvalidRowsAndWrongUsageByItsExitCode() throws Exception {
        Files.writeString(directory.resolve(FILE), "{\"userInfo\":{\"entityCustomerId\":\"CANARY-1\"}}\nno json\n");

        assertThat(exitCode(start("--kyc-sharing.backfill.dry-run=true"))).isEqualTo(3);
        assertThat(log(1))
                .contains("2 rows", "2 invalid", "kyc-backfill-first.html")
                .doesNotContain("CANARY");
        assertThat(directory.resolve("kyc-backfill-first.csv")).content().doesNotContain("CANARY");
        assertThat(exitCode(start("--kyc-sharing.backfill.fiel=x"))).isEqualTo(2);
        assertThat(log(2)).contains("There is no option --kyc-sharing.backfill.fiel", "usage: ");
        Files.delete(directory.resolve(FILE));
        assertThat(exitCode(start())).isEqualTo(2);
        assertThat(log(3)).contains("cannot be read", "usage: ");
    }

    private static KycExchangeSimulator exchange() {
        return KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard("BROKERKEY", "the-secret-of-the-sample-entity"))
                .start();
    }

    private Process start(String... options) throws IOException {
        int start = ++starts;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("executable.jar"),
                "--kyc-sharing.backfill.name=first",
                "--kyc-sharing.backfill.client=default",
                "--kyc-sharing.backfill.file=" + FILE));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("KYC") || name.startsWith("SPRING"));
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file(start).toFile())
                .start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path file(int start) {
        return directory.resolve("log-" + start + ".txt");
    }

    private String log(int start) {
        try {
            return Files.readString(file(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
