package io.github.kycsharing.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of back-fills, also hostile ones. */
@NullUnmarked // records have all parts
class BackfillFilesTest {
    private static final BackfillViolation UNREADABLE = new BackfillViolation("", BackfillViolation.UNREADABLE);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[]... parts) throws IOException {
        Path file = Files.createTempFile(directory, "customers", ".txt");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
        return file;
    }

    private static List<BackfillRow> rows(BackfillSource source) {
        try (Stream<BackfillRow> rows = source.open()) {
            return rows.toList();
        }
    }

    private static String json(String customer) {
        return new String(KycJson.write(request(customer)), StandardCharsets.UTF_8);
    }

    private static ShareKycRequest request(String customer) {
        return ShareKycRequest.of("N-" + customer, TestRecords.standard(customer));
    }

    private static byte[] filled(int size, char character) {
        return String.valueOf(character).repeat(size).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void linesAreRequestsOrRecordsByLineNumber() throws IOException {
        KycInfo record = TestRecords.partial("C-2");
        String bare = new String(KycJson.write(ShareKycRequest.of(record)), StandardCharsets.UTF_8)
                .replaceAll("^\\{\"kycInfo\":(.*)}$", "$1");

        List<BackfillRow> rows = rows(
                new JsonLinesBackfillSource(file("\uFEFF" + json("C-1") + "\r\n\n  \n" + bare + "\n" + json("C-3"))));

        assertThat(rows)
                .containsExactly(
                        BackfillRow.of(1, request("C-1")),
                        BackfillRow.of(4, ShareKycRequest.of(record)),
                        BackfillRow.of(5, request("C-3")));
        assertThat(rows.toString()).doesNotContain("C-1");
    }

    @Test
    void unreadableLinesAreReportedAndTheOthersRead() throws IOException {
        List<BackfillRow> rows = rows(new JsonLinesBackfillSource(file(
                bytes("{\"kycInfo\":{\"basicInfo\":{\"dob\":\"CANARY\"}}}\n"),
                bytes("[]\nnull\n\"CANARY\"\n{\n"),
                new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}', '\n'},
                bytes("{\"a\u0000\":1}\n"),
                bytes("{\"requestNo\":\"CANARY\",\"requestNo\":\"CANARY\"}\n"),
                bytes("{\"requestNo\":\"x\",\"unknown\":\"CANARY\"}\n"),
                filled(MEBIBYTE + 1, 'x'),
                bytes("\n" + json("C-1") + " {}\n" + json("C-2") + "\n"))));

        assertThat(rows)
                .extracting(BackfillRow::position)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(rows.get(0).violations()).containsExactly(new BackfillViolation("kycInfo.basicInfo.dob", "DATE"));
        assertThat(rows.subList(1, 11))
                .allSatisfy(row -> assertThat(row.request()).isEmpty());
        assertThat(rows.get(11)).isEqualTo(BackfillRow.of(12, request("C-2")));
        assertThat(rows.stream().map(row -> row + " " + row.violations()).collect(Collectors.joining()))
                .doesNotContain("CANARY");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void lineWithoutAnEndNeedsNoMemory() throws IOException {
        byte[] part = filled(8 * MEBIBYTE, 'x');
        Path large = file(part, part, part, part, part, part, bytes("\n" + json("C-1")));

        assertThat(rows(new JsonLinesBackfillSource(large)))
                .extracting(BackfillRow::position, BackfillRow::violations)
                .containsExactly(tuple(1L, List.of(UNREADABLE)), tuple(2L, List.of()));
    }

    @Test
    void largestLineIsRead() throws IOException {
        String json = json("C-1");
        String padded = json + " ".repeat(MEBIBYTE - json.length());

        assertThat(rows(new JsonLinesBackfillSource(file(padded + "\n" + padded + " \n" + padded))))
                .extracting(row -> row.request().isPresent())
                .containsExactly(true, false, true);
    }

    @Test
    void rowsAreReadOneByOne() throws IOException {
        Path large = directory.resolve("large.jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(large))) {
            for (int i = 0; i < 20_000; i++) {
                out.write(bytes(json("C-" + i) + "\n"));
            }
            out.write(bytes("no json"));
        }
        long position = 0;
        try (Stream<BackfillRow> rows = new JsonLinesBackfillSource(large).open()) {
            Iterator<BackfillRow> all = rows.iterator();
            while (all.hasNext()) {
                BackfillRow row = all.next();
                position++;
                assertThat(row.position()).isEqualTo(position);
                assertThat(row.request().isPresent()).isEqualTo(position <= 20_000);
            }
        }
        assertThat(position).isEqualTo(20_001);
    }

    @Test
    void everyExampleReadsBackFromCsv() throws IOException {
        for (KycInfo record : List.of(TestRecords.standard("+C-1"), TestRecords.partial("@C-\u05D0\uD83D\uDE00"))) {
            ShareKycRequest request = ShareKycRequest.of("=N,\"1\"", record);
            Map<String, String> cells = cells(request);
            String csv = cells.keySet().stream().collect(Collectors.joining(",")) + "\r\n"
                    + cells.values().stream().map(BackfillFilesTest::quoted).collect(Collectors.joining(","));

            assertThat(rows(new CsvBackfillSource(file(csv)))).containsExactly(BackfillRow.of(1, request));
        }
    }

    private static Map<String, String> cells(ShareKycRequest request) {
        JsonNode json = JsonMapper.builder().build().readTree(KycJson.write(request));
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map.Entry<String, CsvColumn> column : CsvColumn.all().entrySet()) {
            JsonNode value = json.at("/" + column.getValue().path().replace('.', '/'));
            if (!value.isMissingNode()) {
                cells.put(column.getKey(), value.isString() ? value.stringValue() : value.toString());
            }
        }
        return cells;
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Test
    void headersAreMappedAndLeftOut() throws IOException {
        Path file = file("Customer No;notes;First name\n4711;CANARY;\"Ada\nMaria\"\n\n4712;;Eve\n");

        List<BackfillRow> rows = rows(new CsvBackfillSource(
                file,
                Map.of(
                        "Customer No", "userInfo.entityCustomerId",
                        "First name", "basicInfo.firstName",
                        "notes", "")));

        assertThat(rows).extracting(BackfillRow::position).containsExactly(1L, 2L);
        assertThat(rows)
                .extracting(
                        row -> row.request().orElseThrow().kycInfo().basicInfo().firstName())
                .containsExactly("Ada\nMaria", "Eve");
    }

    @Test
    void wrongHeadersFailWithTheirNames() throws IOException {
        assertThatThrownBy(() -> new CsvBackfillSource(file("requestNo,nmae\n1,CANARY\n")).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"nmae\"")
                .hasMessageNotContaining("CANARY");
        assertThatThrownBy(() -> new CsvBackfillSource(file("CANARY,4711\n")).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("CANARY");
        assertThatThrownBy(() -> new CsvBackfillSource(file("requestNo,requestNo\n")).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requestNo");
        assertThatThrownBy(() -> new CsvBackfillSource(file("requestNo\n"), Map.of("absent", "requestNo")).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"absent\"");
        assertThatThrownBy(() -> new CsvBackfillSource(file(""), Map.of("a", "no.field")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.field");
        for (String header : List.of("", "\n", "\"open\n1\n")) {
            assertThatThrownBy(() -> new CsvBackfillSource(file(header)).open())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void brokenRecordsAreReportedAndTheOthersRead() throws IOException {
        Path file = file(
                bytes("requestNo,basicInfo.dob,questionnaireInfo.answers\n"),
                bytes("1,1990-01-01\n"), // too few cells
                bytes("2,1990-01-01,,\n"), // too many
                bytes("3,CANARY,\n"), // no date
                bytes("4,,CANARY\n"), // no list
                new byte[] {'5', ',', (byte) 0xFF, ',', '\n'},
                bytes("6,,\n"),
                bytes("7,\"CANARY,\n"), // not closed
                bytes("8,,\n"));

        List<BackfillRow> rows = rows(new CsvBackfillSource(file));

        assertThat(rows).extracting(BackfillRow::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(rows)
                .extracting(row -> row.request().map(ShareKycRequest::requestNo))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("6"),
                        Optional.empty(),
                        Optional.of("8"));
        assertThat(rows.get(2).violations()).containsExactly(new BackfillViolation("kycInfo.basicInfo.dob", "DATE"));
        assertThat(rows.get(3).violations())
                .containsExactly(new BackfillViolation("kycInfo.questionnaireInfo.answers", "TYPE"));
        assertThat(rows.stream().map(row -> row + " " + row.violations()).collect(Collectors.joining()))
                .doesNotContain("CANARY");
    }

    @Test
    void reportsHaveNoFormulasAndNoMarkup() throws IOException {
        Path csv = directory.resolve("report.csv");
        Path html = directory.resolve("report.html");
        List<BackfillViolation> violations =
                List.of(new BackfillViolation("\u200b =cmd()", "MANDATORY"), new BackfillViolation("", "UNREADABLE"));

        try (BackfillReportFiles files = BackfillReportFiles.csv(csv)) {
            files.accept(new InvalidBackfillRow(7, violations));
        }
        List<BackfillReport.Count> counts = new ArrayList<>();
        counts.add(new BackfillReport.Count(new BackfillViolation("<script>", "MANDATORY"), 3, List.of(1L, 2L, 3L)));
        BackfillReportFiles.html(html, "<b>2026</b>", new BackfillReport(10, 1, 3, counts));

        assertThat(csv).content().isEqualTo("""
                        "position","path","rule","explanation"\r
                        "7","'\u200b =cmd()","MANDATORY","is mandatory"\r
                        "7","","UNREADABLE","%s"\r
                        """.formatted(
                        Files.readAllLines(csv).get(2).replaceAll("^.*,\"|\"$", "")));
        assertThat(html)
                .content()
                .contains("&lt;script&gt;", "&lt;b&gt;2026&lt;/b&gt;", "10 rows: 1 stored already, 3 invalid, 6 others")
                .doesNotContain("<script", "<b>");
    }
}
