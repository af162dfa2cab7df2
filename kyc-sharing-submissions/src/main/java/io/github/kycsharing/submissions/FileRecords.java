package io.github.kycsharing.submissions;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a file into lines, or into records whose quoted cells contain line ends. It keeps no more than one record in memory. */
final class FileRecords implements Closeable {
    static final int MAX_BYTES = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream file;
    private final boolean quoted;
    private final byte[] buffer = new byte[MAX_BYTES + (1 << 16)];
    private int record;
    private int start;
    private int end;

    private FileRecords(InputStream file, boolean quoted) {
        this.file = file;
        this.quoted = quoted;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param quoted whether a line end between quotation marks belongs to the record
     */
    static FileRecords open(Path file, boolean quoted) throws IOException {
        FileRecords records = new FileRecords(Files.newInputStream(file), quoted);
        try {
            records.skipByteOrderMark();
            return records;
        } catch (IOException e) {
            records.close();
            throw e;
        }
    }

    private void skipByteOrderMark() throws IOException {
        end = file.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
        if (end == BYTE_ORDER_MARK.length && Arrays.equals(Arrays.copyOf(buffer, end), BYTE_ORDER_MARK)) {
            start = end;
        }
    }

    /** The next record without its line end; null after the last one. Its text is null if it is too large or not text. */
    @Nullable
    Text next() throws IOException {
        boolean open = false;
        record = start;
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n' && !open) {
                    return at - record > MAX_BYTES ? tooLarge() : take(at, at + 1);
                }
                open ^= quoted && buffer[at] == '"';
            }
            if (at - record > MAX_BYTES) {
                return tooLarge();
            }
            at -= record;
            if (!fill()) {
                if (at == 0) {
                    return null;
                }
                return open ? tooLarge() : take(end, end);
            }
        }
    }

    /** Goes back to the line after the first one of the record that was read last: a quotation mark was not closed there. */
    void continueAfterFirstLine() throws IOException {
        tooLarge();
    }

    private Text tooLarge() throws IOException {
        start = record;
        while (true) {
            for (; start < end; start++) {
                if (buffer[start] == '\n') {
                    start++;
                    return Text.NONE;
                }
            }
            if (!fill()) {
                return Text.NONE;
            }
            start = record;
        }
    }

    /** Carries what is left from the record on to the begin of the buffer, and reads more. */
    private boolean fill() throws IOException {
        int from = Math.max(record, start);
        System.arraycopy(buffer, from, buffer, 0, end - from);
        end -= from;
        record = 0;
        start = 0;
        int read = file.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    private Text take(int to, int next) {
        start = next;
        int last = to > record && buffer[to - 1] == '\r' ? to - 1 : to;
        byte[] bytes = Arrays.copyOfRange(buffer, record, last);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // JSON has no NUL, and a table that has one is UTF-16.
            return text.indexOf('\0') < 0 ? new Text(text, bytes) : Text.NONE;
        } catch (CharacterCodingException e) {
            return Text.NONE;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A record as text and bytes. */
    static final class Text {
        static final Text NONE = new Text(null, new byte[0]);

        private final @Nullable String text;
        private final byte[] bytes;

        private Text(@Nullable String text, byte[] bytes) {
            this.text = text;
            this.bytes = bytes;
        }

        @Nullable
        String text() {
            return text;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
