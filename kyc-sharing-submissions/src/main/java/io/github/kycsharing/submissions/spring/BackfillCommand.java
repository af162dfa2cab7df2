package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillReport;
import io.github.kycsharing.submissions.BackfillReportFiles;
import io.github.kycsharing.submissions.BackfillRun;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.CsvBackfillSource;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.JsonLinesBackfillSource;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Runs a back-fill from the command line, and returns the exit code of the process. */
final class BackfillCommand {
    static final int DONE = 0;
    static final int USAGE = 2;
    static final int INVALID_ROWS = 3;
    static final int INTERRUPTED = 4;

    static final String HELP = """
            usage: java -jar app.jar --kyc-sharing.backfill.name=NAME --kyc-sharing.backfill.file=FILE
              [--kyc-sharing.backfill.client=CLIENT] [--kyc-sharing.backfill.format=jsonl|csv]
              [--kyc-sharing.backfill.dry-run=true] [--kyc-sharing.backfill.wait=true]
              [--kyc-sharing.backfill.time-window=22:00-06:00] [--kyc-sharing.backfill.zone=Asia/Singapore]
              [--kyc-sharing.backfill.report-directory=DIRECTORY]
            exit code: 0 done, 2 wrong usage, 3 invalid rows, 4 interrupted: run it again to continue""";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int PAGE = 1000;

    private final KycBackfills backfills;
    private final List<String> clients;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /** @param clients names of all clients: the only one is the default */
    BackfillCommand(KycBackfills backfills, List<String> clients, PrintStream out, PrintStream err, boolean terminal) {
        this.backfills = backfills;
        this.clients = clients;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    static int wrongUsage(PrintStream err, String message) {
        err.println(message);
        err.println(HELP);
        return USAGE;
    }

    int execute(KycBackfillProperties properties) {
        BackfillPlan plan;
        Path file;
        BackfillSource source;
        try {
            plan = plan(properties);
            file = file(properties);
            source = source(properties, file);
            source.open().close(); // reads the header of a table
        } catch (BackfillUsageException | IllegalArgumentException e) {
            return wrongUsage(err, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            return fileFailed(e);
        }
        try {
            return properties.dryRun()
                    ? dryRun(plan, source, lines(file), properties.reportDirectory())
                    : run(plan, source, lines(file), properties);
        } catch (KycSubmissionException e) {
            return refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        } catch (DataAccessException | TransactionException e) {
            err.println("The database failed with " + FailureOrigin.of(e)
                    + ". What is stored stays: repeat the command to continue.");
            return INTERRUPTED;
        } catch (UncheckedIOException e) {
            return fileFailed(e);
        }
    }

    private int fileFailed(UncheckedIOException e) {
        err.println(e.getMessage() + ". What is stored stays: repeat the command to continue.");
        return INTERRUPTED;
    }

    private int refused(KycSubmissionException e) {
        return switch (e.reason()) {
            case INTERRUPTED -> interrupted();
            case KEY_MISSING -> {
                err.println(e.getMessage());
                yield INTERRUPTED; // another instance has the key
            }
            default -> wrongUsage(err, String.valueOf(e.getMessage()));
        };
    }

    private int interrupted() {
        err.println("The back-fill was interrupted. What is stored stays: repeat the command to continue.");
        return INTERRUPTED;
    }

    private BackfillPlan plan(KycBackfillProperties properties) {
        String name = properties.name();
        if (name == null || name.isBlank()) {
            throw new BackfillUsageException("The back-fill has no name");
        }
        BackfillPlan plan = BackfillPlan.of(client(properties.client()), name);
        String hours = properties.timeWindow();
        return hours == null ? plan : plan.within(BackfillTimeWindow.parse(hours, zone(properties.zone())));
    }

    private String client(@Nullable String given) {
        if (given != null) {
            return given;
        }
        if (clients.size() != 1) {
            throw new BackfillUsageException(
                    "The back-fill has no client: this application has " + clients.size() + ", so name one");
        }
        return clients.get(0);
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new BackfillUsageException("There is no time zone of this name: use one such as Asia/Singapore");
        }
    }

    private static Path file(KycBackfillProperties properties) {
        Path file = properties.file();
        if (file == null) {
            throw new BackfillUsageException("The back-fill has no file");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BackfillUsageException("The file " + file + " cannot be read");
        }
        return file;
    }

    private static BackfillSource source(KycBackfillProperties properties, Path file) {
        boolean csv = properties.format() == null
                ? file.toString().endsWith(".csv")
                : properties.format() == KycBackfillProperties.Format.CSV;
        return csv ? new CsvBackfillSource(file, properties.columns()) : new JsonLinesBackfillSource(file);
    }

    /** The end of the bar. */
    private static long lines(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            long lines = 0;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be read", e);
        }
    }

    private int dryRun(BackfillPlan plan, BackfillSource source, long lines, Path directory) {
        Path csv = directory.resolve("kyc-backfill-" + plan.name() + ".csv");
        Path html = directory.resolve("kyc-backfill-" + plan.name() + ".html");
        BackfillReport report;
        try (BackfillReportFiles files = BackfillReportFiles.csv(csv);
                BackfillProgress progress = new BackfillProgress("validated", lines, out, terminal)) {
            report = backfills.dryRun(plan, counted(source, progress), files);
        }
        BackfillReportFiles.html(html, "Dry run of the back-fill " + plan.name(), report);
        out.println("Dry run of " + plan.name() + ": " + report.rows() + " rows, " + report.existing()
                + " of them stored before, " + report.invalid() + " invalid. Nothing was stored or sent.");
        report.violations().stream()
                .limit(BackfillReport.MAX_POSITIONS)
                .forEach(count -> out.println("  " + count.rows() + " × "
                        + count.violation().path() + " [" + count.violation().rule() + "], first at "
                        + count.firstPositions().get(0)));
        out.println("Report: " + csv + ", " + html);
        return report.invalid() > 0 ? INVALID_ROWS : DONE;
    }

    private static BackfillSource counted(BackfillSource source, BackfillProgress progress) {
        return () -> source.open().peek(row -> progress.step());
    }

    private int run(BackfillPlan plan, BackfillSource source, long lines, KycBackfillProperties properties)
            throws InterruptedException {
        BackfillRun run;
        try (BackfillProgress progress = new BackfillProgress("stored", lines, out, terminal)) {
            run = backfills.run(plan, counted(source, progress));
        }
        out.println("Back-fill " + plan.name() + ": " + run.stored() + " rows are new, " + run.existing()
                + " were stored before, " + run.invalid() + " are invalid.");
        if (properties.waitUntilEnd()) {
            await(plan);
        }
        return run.invalid() > 0 ? reportInvalid(plan, properties.reportDirectory()) : DONE;
    }

    /** Waits until nothing of it is pending. */
    private void await(BackfillPlan plan) throws InterruptedException {
        KycBackfill backfill = current(plan);
        try (BackfillProgress progress = new BackfillProgress("done", backfill.total(), out, terminal)) {
            CountDownLatch never = new CountDownLatch(1);
            while (backfill.completedAt().isEmpty()) {
                progress.show(backfill);
                boolean unused = never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
                backfill = current(plan);
            }
            progress.show(backfill);
        }
        out.println("Back-fill " + plan.name() + BackfillProgress.counts(backfill));
    }

    private KycBackfill current(BackfillPlan plan) {
        return backfills.progress(plan.client(), plan.name()).orElseThrow();
    }

    private int reportInvalid(BackfillPlan plan, Path directory) {
        Path csv = directory.resolve("kyc-backfill-" + plan.name() + ".csv");
        try (BackfillReportFiles files = BackfillReportFiles.csv(csv)) {
            long after = 0;
            List<InvalidBackfillRow> page;
            do {
                page = backfills.invalidRows(plan.client(), plan.name(), after, PAGE);
                page.forEach(files);
                after = page.isEmpty() ? after : page.get(page.size() - 1).position();
            } while (page.size() == PAGE);
        }
        out.println("Report: " + csv);
        return INVALID_ROWS;
    }
}
