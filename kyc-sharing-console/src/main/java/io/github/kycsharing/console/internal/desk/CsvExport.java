package io.github.kycsharing.console.internal.desk;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** Writes a list as CSV, page by page, without ids of customers. */
final class CsvExport {
    private static final int PAGE = 1_000;
    private static final Pattern FORMULA =
            Pattern.compile("(?s)[\\s\\p{Cntrl}\\p{Cf}\\p{Z}]*[=+@\\-\uff1d\uff0b\uff0d\uff20].*|[\\t\\r\\n].*");
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private CsvExport() {}

    static ServerResponse of(KycSubmissions submissions, SubmissionFilter filter, String name, int maxRows) {
        SubmissionFilter paged = filter.withPageSize(Math.min(PAGE, maxRows));
        SubmissionPage first = submissions.list(paged); // before the response begins, which cannot become an error page
        return ServerResponse.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "attachment; filename=\"kyc-" + name.toLowerCase(Locale.ROOT) + ".csv\"")
                .build((request, response) -> {
                    write(submissions, paged, first, maxRows, response.getOutputStream());
                    return null;
                });
    }

    private static void write(
            KycSubmissions submissions, SubmissionFilter filter, SubmissionPage first, int maxRows, OutputStream out)
            throws IOException {
        line(out, "requestNo", "client", "state", "code", "attempts", "submittedAt", "updatedAt", "evidence");
        SubmissionPage page = first;
        int rows = 0;
        while (true) {
            for (KycSubmission submission : page.submissions()) {
                if (rows == maxRows) {
                    line(out, "Not complete: the list has more than " + maxRows + " rows. Select a client or an age.");
                    return;
                }
                line(out, submission);
                rows++;
            }
            Optional<String> next = page.next();
            if (next.isEmpty()) {
                return;
            }
            page = submissions.list(filter.after(next.get()));
        }
    }

    private static void line(OutputStream out, KycSubmission submission) throws IOException {
        line(
                out,
                submission.requestNo(),
                submission.client().orElse(""),
                submission.state().name(),
                submission.code().orElse(""),
                Integer.toString(submission.attempts()),
                submission.submittedAt().toString(),
                submission.updatedAt().toString(),
                evidence(submission.evidence()));
    }

    private static String evidence(Evidence evidence) {
        return Stream.of(
                        evidence.mayHaveArrived() ? "mayHaveArrived" : "",
                        evidence.systemErrorPossible() ? "systemErrorPossible" : "",
                        evidence.numberSeen() ? "numberSeen" : "",
                        evidence.accepted() ? "accepted" : "")
                .filter(flag -> !flag.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static void line(OutputStream out, String... cells) throws IOException {
        String line = Stream.of(cells).map(CsvExport::cell).collect(Collectors.joining(",", "", "\r\n"));
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** A spreadsheet runs a cell that begins with one of these characters as a formula, also after some that it does not show. */
    private static String cell(String text) {
        String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
