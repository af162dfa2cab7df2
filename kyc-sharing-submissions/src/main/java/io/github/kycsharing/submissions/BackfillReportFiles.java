package io.github.kycsharing.submissions;

import io.github.kycsharing.validation.KycRule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files for the people who repair the data: invalid rows as CSV, and the summary of a dry run as HTML. They contain positions, paths and
 * rules, never values.
 */
public final class BackfillReportFiles implements Consumer<InvalidBackfillRow>, AutoCloseable {
    private static final Pattern FORMULA =
            Pattern.compile("(?s)[\\s\\p{Cntrl}\\p{Cf}\\p{Z}]*[=+@\\-\uff1d\uff0b\uff0d\uff20].*|[\\t\\r\\n].*");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { border-bottom: 1px solid GrayText; padding: .4rem .6rem; text-align: left; vertical-align: top; }
            td { overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%2$d rows: %3$d stored already, %4$d invalid, %5$d others.</p>
            <table>
            <caption>Broken rules, the most frequent first</caption>
            <thead><tr><th scope="col">Field</th><th scope="col">Rule</th><th scope="col">Explanation</th>\
            <th scope="col">Rows</th><th scope="col">First positions</th></tr></thead>
            <tbody>
            %6$s</tbody>
            </table>
            </body>
            </html>
            """;

    private final BufferedWriter csv;

    private BackfillReportFiles(BufferedWriter csv) {
        this.csv = csv;
    }

    /**
     * Opens a file for invalid rows, and replaces what it contains: one line for each broken rule, with the position of the row, the path
     * of the field, the rule and its explanation. A line is written when its row is accepted; the file is complete when it is closed.
     *
     * @param file the file
     * @return the open file
     * @throws UncheckedIOException if it cannot be written
     */
    public static BackfillReportFiles csv(Path file) {
        try {
            BackfillReportFiles files = new BackfillReportFiles(Files.newBufferedWriter(file));
            files.line("position", "path", "rule", "explanation");
            return files;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes the summary of a dry run as a page without scripts, and replaces what the file contains.
     *
     * @param file the file
     * @param title title of the page, such as the name of the back-fill
     * @param report the summary
     * @throws UncheckedIOException if it cannot be written
     */
    public static void html(Path file, String title, BackfillReport report) {
        String lines =
                report.violations().stream().map(BackfillReportFiles::htmlLine).collect(Collectors.joining());
        long others = report.rows() - report.existing() - report.invalid();
        try {
            Files.writeString(
                    file,
                    PAGE.formatted(escaped(title), report.rows(), report.existing(), report.invalid(), others, lines));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes the lines of a row.
     *
     * @param row the row
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void accept(InvalidBackfillRow row) {
        try {
            for (BackfillViolation violation : row.violations()) {
                line(Long.toString(row.position()), violation.path(), violation.rule(), explanation(violation.rule()));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Completes the file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void line(String... cells) throws IOException {
        csv.write(Arrays.stream(cells).map(BackfillReportFiles::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** A spreadsheet runs a cell that begins with one of these characters as a formula, also after some that it does not show. */
    private static String cell(String text) {
        String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static String htmlLine(BackfillReport.Count count) {
        BackfillViolation violation = count.violation();
        String positions = count.firstPositions().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%d</td><td>%s</td></tr>%n"
                .formatted(
                        violation.path().isEmpty() ? "(whole row)" : escaped(violation.path()),
                        escaped(violation.rule()),
                        escaped(explanation(violation.rule())),
                        count.rows(),
                        positions + (count.rows() > count.firstPositions().size() ? ", …" : ""));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String explanation(String rule) {
        return switch (rule) {
            case BackfillViolation.CONTENT_CONFLICT ->
                "has the requestNo of a stored submission, or of an earlier row, with other content";
            case BackfillViolation.UNREADABLE ->
                "cannot be read: too large, not UTF-8, not of the file's form, or refused by the row mapper";
            default ->
                Arrays.stream(KycRule.values())
                        .filter(known -> known.name().equals(rule))
                        .map(KycRule::description)
                        .findFirst()
                        .orElse("");
        };
    }

    private static UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException("The report of the back-fill cannot be written", e);
    }
}
