package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Separates the responses of one connection. The guard sits between the plain text of the connection (for TLS, above the
 * encryption) and the HTTP client. The client has a buffer that cannot be inspected, so the guard passes on only the bytes that
 * belong to the response of the last request. It keeps surplus bytes, and the next request detects them.
 *
 * <p>The head of a response and the parts of a chunked body all end with a line feed, so the guard passes them on line by line.
 * It passes on a body of known length up to that length. It parses nothing.
 *
 * <p>The guard holds the last bytes of a request until the client flushes them. Right before it writes them, it requires that the
 * server has sent nothing: no surplus of the previous response, no end of the connection, and no response to a request that the
 * server cannot have read yet.
 *
 * <p>One thread at a time uses a guard, as the HTTP client does with a connection of HTTP/1.1.
 */
final class ConnectionGuard {
    // More than the usual response. Each connection has such a buffer while it waits, so a larger one costs more than
    // it saves.
    private static final int BUFFER_SIZE = 512;

    // A request that fits is one write, and over TLS as few records as possible.
    private static final int MAX_HELD = 32 * 1024;

    // The size of a segment of Okio.
    private static final int SEGMENT_SIZE = 8192;

    // How long a read waits on an idle connection that has no non-blocking read.
    private static final int PROBE_MILLIS = 1;

    private final Socket socket;
    private final @Nullable Socket below;
    private final InputStream in;
    private final OutputStream out;

    private final byte[] received = new byte[BUFFER_SIZE];
    private int position;
    private int limit;

    // Its memory comes from Okio's pool, and returns to it once the request is written.
    private final Buffer held = new Buffer();

    private volatile @Nullable Turn turn;
    private volatile boolean used;
    private volatile boolean retired;

    /**
     * Creates a guard.
     *
     * @param socket carries the plain text
     * @param below carries the encrypted bytes of a TLS socket, otherwise null
     */
    ConnectionGuard(Socket socket, @Nullable Socket below) throws IOException {
        this.socket = socket;
        this.below = below;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    InputStream input() {
        return new GuardedInput();
    }

    OutputStream output() {
        return new GuardedOutput();
    }

    /** Begins a request. Makes no system call: the guard checks the connection when the request is written. */
    Turn begin(AttemptTimeout timeout) throws StaleConnectionException {
        used = turn != null;
        held.clear();
        if (retired || isAhead()) {
            throw new StaleConnectionException();
        }
        Turn next = new Turn(timeout);
        turn = next;
        return next;
    }

    /** Prevents further requests on this connection. */
    void retire() {
        retired = true;
    }

    /**
     * Ends a turn, unless the next one has begun.
     *
     * @return true if the connection must be closed
     */
    boolean end(Turn ended) {
        ended.end();
        return turn == ended && (retired || isAhead());
    }

    /** Returns whether the guard holds bytes that belong to no response. */
    boolean isAhead() {
        return position < limit;
    }

    /** Returns, without waiting, whether the server has sent nothing and has not closed the connection. */
    private boolean isSilent() {
        try {
            if (isAhead()) {
                return false;
            }
            if (below != null) {
                return in.available() == 0 && (used ? isQuiet(below) : isQuietAbove(below));
            }
            return used ? isQuiet(socket) : in.available() == 0;
        } catch (IOException e) {
            return false; // reset
        }
    }

    /**
     * A new TLS session may begin with session tickets, which are data below TLS and none above it. Tickets that arrive later, on
     * a connection that was used before, do not justify a further system call for each request: the client then opens a fresh
     * connection.
     */
    private boolean isQuietAbove(Socket bottom) throws IOException {
        return bottom.getInputStream().available() == 0 || !hasInput();
    }

    private boolean isQuiet(Socket bottom) throws IOException {
        SocketChannel channel = bottom.getChannel();
        if (channel == null) {
            return !hasInput();
        }
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) == 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    private boolean hasInput() throws IOException {
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout(PROBE_MILLIS);
        try {
            in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }

    private final class GuardedInput extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            Turn current = turn;
            if (current == null) {
                return in.read(bytes, offset, length); // the client opens a tunnel through a proxy
            }
            if (current.isOver()) {
                return readIdle();
            }
            if (!current.isReading()) {
                throw new EarlyResponseException();
            }
            int count = current.left() == Turn.BY_LINE
                    ? readLine(bytes, offset, length)
                    : readUpTo(current.left(), bytes, offset, length);
            current.received(Math.max(count, 0));
            return count;
        }

        /** The HTTP client probes an idle connection with a read. It would keep the byte that it reads, so it gets none. */
        private int readIdle() throws IOException {
            if (!isAhead()) {
                in.read(); // a timeout, which the client has set, means that the connection is open
            }
            retire();
            return -1;
        }

        private int readLine(byte[] bytes, int offset, int length) throws IOException {
            if (!isAhead()) {
                int count = in.read(received, 0, BUFFER_SIZE);
                if (count < 0) {
                    return -1;
                }
                position = 0;
                limit = count;
            }
            int end = Math.min(limit, position + length);
            int next = position;
            while (next < end && received[next] != '\n') {
                next++;
            }
            return take(Math.min(next + 1, end) - position, bytes, offset);
        }

        private int readUpTo(long left, byte[] bytes, int offset, int length) throws IOException {
            int most = (int) Math.min(left, length);
            if (most == 0) {
                return -1;
            }
            return isAhead() ? take(Math.min(most, limit - position), bytes, offset) : in.read(bytes, offset, most);
        }

        private int take(int count, byte[] bytes, int offset) {
            System.arraycopy(received, position, bytes, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() throws IOException {
            return turn == null ? in.available() : 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private final class GuardedOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Turn current = turn;
            if (current == null) {
                out.write(bytes, offset, length);
                return;
            }
            current.writing();
            int from = offset;
            int to = offset + length;
            while (from < to) {
                if (held.size() == MAX_HELD) {
                    if (!current.sent()) {
                        requireSilence(current);
                    }
                    send(current);
                }
                int count = (int) Math.min(to - from, MAX_HELD - held.size());
                held.write(bytes, from, count);
                from += count;
            }
        }

        @Override
        public void flush() throws IOException {
            Turn current = turn;
            if (current != null && held.size() > 0) {
                requireSilence(current);
                send(current);
                current.reading();
            }
            out.flush();
        }

        private void requireSilence(Turn current) throws IOException {
            if (!isSilent()) {
                retire();
                throw current.sent() ? new EarlyResponseException() : new StaleConnectionException();
            }
        }

        private void send(Turn current) throws IOException {
            current.sending();
            if (held.size() <= SEGMENT_SIZE) {
                held.writeTo(out);
            } else {
                out.write(held.readByteArray());
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
