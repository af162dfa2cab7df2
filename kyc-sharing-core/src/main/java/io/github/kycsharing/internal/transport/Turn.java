package io.github.kycsharing.internal.transport;

/** One request and its response on a connection. */
final class Turn {
    private enum State {
        WRITING,
        READING,
        OVER
    }

    /** The head of a response, and a chunked body: each of their parts ends with a line feed, the last one too. */
    static final long BY_LINE = -1;

    /** A body that ends with the connection. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private volatile State state = State.WRITING;
    private volatile boolean sent;
    private long left = BY_LINE;

    /** Whether a byte of the request may have left this machine. */
    boolean sent() {
        return sent;
    }

    void sending() {
        sent = true;
    }

    void writing() {
        state = State.WRITING;
    }

    void reading() {
        state = State.READING;
    }

    boolean isReading() {
        return state == State.READING;
    }

    /** Nothing more belongs to this turn. */
    void end() {
        state = State.OVER;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** How many bytes still belong to the response, {@link #BY_LINE} where only its lines can tell. */
    long left() {
        return left;
    }

    void expect(long bytes) {
        left = bytes;
    }

    void received(int bytes) {
        if (left != BY_LINE && left != UNLIMITED) {
            left -= bytes;
        }
    }
}
