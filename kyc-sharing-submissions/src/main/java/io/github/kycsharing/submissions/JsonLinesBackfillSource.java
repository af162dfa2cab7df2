package io.github.kycsharing.submissions;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.ShareKycRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with one JSON object per line, in UTF-8. An object with a field {@code kycInfo}, {@code requestNo} or {@code bizEntityKey} is a
 * request, any other object is a record without its request; {@link KycJson} reads both strictly.
 *
 * <p>The position of a row is the number of its line. Blank lines are skipped, but they count. A line that is longer than 1 MiB, not UTF-8
 * or not one JSON object becomes an unreadable row, and the lines after it are read.
 */
public final class JsonLinesBackfillSource implements BackfillSource {
    private static final Set<String> FIELDS_OF_REQUESTS = Set.of("kycInfo", "requestNo", "bizEntityKey");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;

    /**
     * Creates a source; the file is not opened yet.
     *
     * @param file the file
     */
    public JsonLinesBackfillSource(Path file) {
        this.file = file;
    }

    /**
     * Opens the file.
     *
     * @return one row per line that is not blank
     * @throws UncheckedIOException if the file cannot be read, then or while the stream is read
     */
    @Override
    public Stream<BackfillRow> open() {
        try {
            Lines lines = new Lines(FileRecords.open(file, false));
            return RowStream.of(lines::next).onClose(() -> RowStream.close(lines.records));
        } catch (IOException e) {
            throw RowStream.unreadableFile(e);
        }
    }

    private static final class Lines {
        private final FileRecords records;
        private long line;

        Lines(FileRecords records) {
            this.records = records;
        }

        @Nullable
        BackfillRow next() {
            try {
                for (FileRecords.Text text = records.next(); text != null; text = records.next()) {
                    line++;
                    String json = text.text();
                    if (json == null) {
                        return RowStream.unreadable(line);
                    }
                    if (!json.isBlank()) {
                        byte[] bytes = text.bytes();
                        return RowStream.read(line, () -> request(bytes));
                    }
                }
                return null;
            } catch (IOException e) {
                throw RowStream.unreadableFile(e);
            }
        }
    }

    private static ShareKycRequest request(byte[] json) {
        return isRequest(json) ? KycJson.readRequest(json) : ShareKycRequest.of(KycJson.readKycInfo(json));
    }

    private static boolean isRequest(byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new KycJsonException("The line is not one JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (FIELDS_OF_REQUESTS.contains(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (JacksonException e) {
            // Its message quotes the line.
            throw new KycJsonException("The line is not one JSON object");
        }
    }
}
