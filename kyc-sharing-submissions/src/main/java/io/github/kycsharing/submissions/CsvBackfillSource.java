package io.github.kycsharing.submissions;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.validation.KycRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * A file in CSV (RFC 4180) with a header, in UTF-8. A column is a field: {@code requestNo}, or a path within the record such as
 * {@code basicInfo.firstName}. The cells are separated by commas, or by semicolons if the header has semicolons and no comma. An empty cell
 * is an absent field; a list, as in the questionnaire, is JSON.
 *
 * <p>The position of a row is the number of the record after the header; empty lines are skipped, and do not count. A record that is larger
 * than 1 MiB, not UTF-8, or has another number of cells than the header becomes an unreadable row, and so does the first line of a record
 * whose quotation mark is not closed. The lines after it are read.
 */
public final class CsvBackfillSource implements BackfillSource {
    private static final ObjectReader ROWS =
            new CsvMapper().readerFor(String[].class).with(CsvReadFeature.WRAP_AS_ARRAY);
    private static final int MAX_HEADER = 60;

    private final Path file;
    private final Map<String, String> columns;

    /**
     * Creates a source whose headers are the names of the fields; the file is not opened yet.
     *
     * @param file the file
     */
    public CsvBackfillSource(Path file) {
        this(file, Map.of());
    }

    /**
     * Creates a source; the file is not opened yet.
     *
     * @param file the file
     * @param columns fields by header, for headers that are not the names of fields; an empty text leaves the column out
     * @throws IllegalArgumentException if a header is mapped to a name that is no field
     */
    public CsvBackfillSource(Path file, Map<String, String> columns) {
        this.file = file;
        this.columns = Map.copyOf(columns);
        columns.forEach((header, field) -> {
            if (!field.isEmpty() && CsvColumn.of(field) == null) {
                throw new IllegalArgumentException("The header " + printable(header) + " is mapped to "
                        + printable(field) + ", which is no field of a record");
            }
        });
    }

    /**
     * Opens the file and reads its header.
     *
     * @return one row per record
     * @throws IllegalArgumentException if a header maps to no field, or two map to the same one, or a mapped header is not there
     * @throws UncheckedIOException if the file cannot be read, then or while the stream is read
     */
    @Override
    public Stream<BackfillRow> open() {
        FileRecords records = null;
        boolean opened = false;
        try {
            records = FileRecords.open(file, true);
            Rows rows = rows(records);
            FileRecords toClose = records;
            Stream<BackfillRow> stream = RowStream.of(rows::next).onClose(() -> RowStream.close(toClose));
            opened = true;
            return stream;
        } catch (IOException e) {
            throw RowStream.unreadableFile(e);
        } finally {
            if (!opened && records != null) {
                RowStream.close(records);
            }
        }
    }

    private Rows rows(FileRecords records) throws IOException {
        FileRecords.Text first = records.next();
        String header = first == null ? null : first.text();
        if (header == null) {
            throw new IllegalArgumentException("The file has no header in UTF-8");
        }
        char separator = header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
        ObjectReader reader = ROWS.with(CsvSchema.emptySchema().withColumnSeparator(separator));
        String[] headers = cells(reader, header);
        if (headers == null) {
            throw new IllegalArgumentException("The header is not one line of cells");
        }
        return new Rows(records, reader, columns(headers));
    }

    private List<@Nullable CsvColumn> columns(String[] headers) {
        List<@Nullable CsvColumn> mapped = new ArrayList<>();
        Set<String> unused = new HashSet<>(columns.keySet());
        Set<CsvColumn> used = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String cell : headers) {
            String header = cell.strip();
            String field = columns.getOrDefault(header, header);
            unused.remove(header);
            CsvColumn column = CsvColumn.of(field);
            if (column == null && !(field.isEmpty() && columns.containsKey(header))) {
                unknown.add(header);
            } else if (column != null && !used.add(column)) {
                throw new IllegalArgumentException("Two headers map to " + column.name());
            }
            mapped.add(column);
        }
        if (used.isEmpty()) {
            // The first line is then data, perhaps, and not quoted.
            throw new IllegalArgumentException("No header maps to a field: the first line must be the header");
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The header " + printable(unknown.get(0))
                    + " maps to no field: map it to a field, or to an empty text to leave the column out");
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(
                    "The file has no header " + printable(unused.iterator().next()));
        }
        return mapped;
    }

    private static String printable(String header) {
        String text = header.length() > MAX_HEADER ? header.substring(0, MAX_HEADER) + "…" : header;
        return "\"" + text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?") + "\"";
    }

    /** The cells of one record, or null if the text is not one record. */
    private static String @Nullable [] cells(ObjectReader reader, String text) {
        try (MappingIterator<String[]> lines = reader.readValues(text)) {
            String[] cells = lines.hasNext() ? lines.next() : null;
            return lines.hasNext() ? null : cells;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static final class Rows {
        private final FileRecords records;
        private final ObjectReader reader;
        private final List<@Nullable CsvColumn> columns;
        private long position;

        Rows(FileRecords records, ObjectReader reader, List<@Nullable CsvColumn> columns) {
            this.records = records;
            this.reader = reader;
            this.columns = columns;
        }

        @Nullable
        BackfillRow next() {
            try {
                FileRecords.Text text = records.next();
                while (text != null && "".equals(text.text())) {
                    text = records.next();
                }
                if (text == null) {
                    return null;
                }
                position++;
                return text.text() == null ? RowStream.unreadable(position) : row(text.text());
            } catch (IOException e) {
                throw RowStream.unreadableFile(e);
            }
        }

        private BackfillRow row(String text) throws IOException {
            String[] cells = cells(reader, text);
            if (cells == null) {
                records.continueAfterFirstLine();
                return RowStream.unreadable(position);
            }
            return cells.length == columns.size() ? row(cells) : RowStream.unreadable(position);
        }

        private BackfillRow row(String[] cells) {
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            List<BackfillViolation> violations = new ArrayList<>();
            for (int i = 0; i < cells.length; i++) {
                CsvColumn column = columns.get(i);
                if (column != null && !cells[i].isEmpty() && !column.write(cells[i], request)) {
                    violations.add(new BackfillViolation(column.path(), KycRule.TYPE.name()));
                }
            }
            return violations.isEmpty()
                    ? RowStream.read(
                            position,
                            () -> KycJson.readRequest(request.toString().getBytes(StandardCharsets.UTF_8)))
                    : BackfillRow.unreadable(position, violations);
        }
    }
}
