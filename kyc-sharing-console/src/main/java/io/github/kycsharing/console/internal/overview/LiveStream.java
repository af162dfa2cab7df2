package io.github.kycsharing.console.internal.overview;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/** The stream of one open page. One thread at a time writes to it. */
final class LiveStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);

    private final SseBuilder events;
    private final boolean isOperator;
    private final long openedAt = System.nanoTime();
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private String last = "";
    private long sentAt = openedAt;

    LiveStream(SseBuilder events, boolean isOperator) {
        this.events = events;
        this.isOperator = isOperator;
    }

    boolean isOperator() {
        return isOperator;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAt);
    }

    /** Reserves the stream for one call of {@link #send} or {@link #end}. */
    boolean isFree() {
        return isBusy.compareAndSet(false, true);
    }

    /** Shows the browser that the stream is open. */
    void begin() {
        write(() -> events.retry(RECONNECT_AFTER).comment("open").send());
    }

    /** Sends a fragment if it is another than the last one, and a heartbeat now and then. */
    void send(String fragment) {
        if (!fragment.equals(last)) {
            write(() -> events.event("overview").data(fragment));
            last = fragment;
        } else if (System.nanoTime() - sentAt > HEARTBEAT.toNanos()) {
            write(() -> events.comment("heartbeat").send());
        }
        isBusy.set(false);
    }

    void end() {
        events.complete();
    }

    private void write(Message message) {
        try {
            message.write();
            sentAt = System.nanoTime();
        } catch (IOException | IllegalStateException e) {
            // The page is closed. The server ends the stream.
            log.debug("A page is closed: {}", e.getClass().getName());
        }
    }

    private interface Message {
        void write() throws IOException;
    }
}
