package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static io.github.kycsharing.submissions.spring.SubmissionContexts.database;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and output of the command, in an application context that delivers to the simulator. */
class BackfillCommandTest {
    private static final String NAME = "2026-11";
    private static final int ROWS = 20;

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void waitsUntilEachSubmissionIsImported() throws IOException {
        Path file = file(false);
        with(backfills -> {
            assertThat(command(backfills).execute(properties(NAME, file, false, null)))
                    .isEqualTo(BackfillCommand.DONE);
            assertThat(backfills.progress(CLIENT, NAME).orElseThrow().counts())
                    .isEqualTo(Map.of(SubmissionState.IMPORTED, (long) ROWS));
        });
        assertThat(text(out)).contains(ROWS + " rows are new");
        assertNoPersonalDataAndNoControlCharacters();
    }

    @Test
    void theSameCommandAgainStoresNothingNew() throws IOException {
        Path file = file(false);
        with(backfills -> {
            command(backfills).execute(properties(NAME, file, false, null));
            assertThat(command(backfills).execute(properties(NAME, file, false, null)))
                    .isEqualTo(BackfillCommand.DONE);
        });
        assertThat(text(out)).contains("0 rows are new, " + ROWS + " were stored before");
    }

    @Test
    void reportsInvalidRowsAndStoresTheValidOnes() throws IOException {
        Path file = file(true);
        with(backfills -> {
            assertThat(command(backfills).execute(properties(NAME, file, false, null)))
                    .isEqualTo(BackfillCommand.INVALID_ROWS);
            assertThat(backfills.progress(CLIENT, NAME).orElseThrow().total()).isEqualTo(ROWS);
        });
        Path csv = directory.resolve("kyc-backfill-2026-11.csv");
        assertThat(csv).content().contains("kycInfo.identityInfo");
        assertThat(text(out)).contains("Report: " + csv);
        assertNoPersonalDataAndNoControlCharacters();
    }

    @Test
    void aDryRunStoresNothing() throws IOException {
        Path file = file(true);
        with(backfills -> {
            assertThat(command(backfills).execute(properties(NAME, file, true, null)))
                    .isEqualTo(BackfillCommand.INVALID_ROWS);
            assertThat(backfills.progress(CLIENT, NAME)).isEmpty();
        });
        assertThat(directory.resolve("kyc-backfill-2026-11.html")).exists();
        assertNoPersonalDataAndNoControlCharacters();
    }

    @Test
    void anInterruptedThreadStopsAndSaysHowToContinue() throws IOException {
        Path file = file(false);
        with(backfills -> {
            Thread.currentThread().interrupt();
            int code = command(backfills).execute(properties(NAME, file, false, null));
            boolean unused = Thread.interrupted(); // so that the context closes as usual
            assertThat(code).isEqualTo(BackfillCommand.INTERRUPTED);
        });
        assertThat(text(err)).contains("repeat the command to continue");
    }

    @Test
    void wrongOptionsShowTheUsage() throws IOException {
        Path file = file(false);
        with(backfills -> {
            assertUsage(backfills, properties("no spaces", file, false, null));
            assertUsage(backfills, properties(NAME, directory.resolve("absent.jsonl"), false, null));
            assertUsage(backfills, properties(NAME, file, false, "22:00"));
            assertThat(backfills.all()).isEmpty();
        });
    }

    private void assertUsage(KycBackfills backfills, KycBackfillProperties properties) {
        err.reset();
        assertThat(command(backfills).execute(properties)).isEqualTo(BackfillCommand.USAGE);
        assertThat(text(err)).contains("usage: java -jar").doesNotContain("\tat ");
    }

    private static void with(Consumer<KycBackfills> test) {
        SubmissionContexts.runner(EXCHANGE.exchange())
                .withPropertyValues(database("jdbc:h2:mem:" + UUID.randomUUID()))
                .withPropertyValues(
                        "kyc-sharing.submissions.initialize-schema=always",
                        "kyc-sharing.submissions.encryption.keyset=" + KycKeysets.generate())
                .run(context -> test.accept(context.getBean(KycBackfills.class)));
    }

    private BackfillCommand command(KycBackfills backfills) {
        return new BackfillCommand(
                backfills,
                List.of(CLIENT),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private KycBackfillProperties properties(String name, Path file, boolean dryRun, @Nullable String hours) {
        return new KycBackfillProperties(name, CLIENT, file, null, Map.of(), dryRun, !dryRun, hours, "UTC", directory);
    }

    private Path file(boolean withInvalidRow) throws IOException {
        Path file = directory.resolve("customers.jsonl");
        try (OutputStream lines = Files.newOutputStream(file)) {
            for (int i = 0; i < ROWS; i++) {
                write(lines, TestRecords.standard("CANARY-" + i));
            }
            if (withInvalidRow) {
                write(
                        lines,
                        TestRecords.standard("CANARY-invalid").toBuilder()
                                .identityInfo(null)
                                .build());
            }
        }
        return file;
    }

    private static void write(OutputStream lines, KycInfo record) throws IOException {
        lines.write(KycJson.write(ShareKycRequest.of(record)));
        lines.write('\n');
    }

    private void assertNoPersonalDataAndNoControlCharacters() {
        assertThat(text(out) + text(err))
                .doesNotContain("CANARY")
                .doesNotContain("\u001b")
                .doesNotContain("\r");
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
