package io.github.kycsharing.internal.transport;

/** One request and its response on a connection. */
final class Turn {
    private enum State {
        WRITING,
        READING,
        OVER
    }

    /** The head of a response or a chunked body, whose parts all end with a line feed. */
    static final long BY_LINE = -1;

    /** A body that ends with the connection. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private volatile State state = State.WRITING;
    private volatile boolean sent;
    private long left = BY_LINE;

    /** Returns whether a byte of the request may have left this machine. */
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

    /** Ends the turn: no further byte belongs to it. */
    void end() {
        state = State.OVER;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** Returns how many bytes of the response are still to come, or {@link #BY_LINE} if only its lines show the end. */
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
