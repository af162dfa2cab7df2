package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.access.ConsoleUser;
import io.github.kycsharing.console.internal.web.Templates;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends the overview to all open pages whenever it has changed. One thread reads it, as long as there is an open page. Each stream ends
 * within a minute: the browser opens the next one by itself, and the application's security checks the user again.
 */
public final class LiveOverview implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveOverview.class);
    /** Age at which a stream ends. */
    public static final Duration MAX_AGE = Duration.ofSeconds(50);

    /** After the age, the server ends a stream by itself: nothing can be sent while the database does not respond. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    /** So that one user's pages leave room for those of others. */
    private static final int MAX_PER_USER = 20;

    private static final int RETRY_AFTER_SECONDS = 30;
    /** A viewer whose connection is stuck occupies one of them until the server ends the connection. */
    private static final int SENDERS = 4;

    private final OverviewReader reader;
    private final Templates templates;
    private final Duration interval;
    private final int maxStreams;
    private final Duration maxAge;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> open = new HashMap<>();
    private @Nullable ScheduledExecutorService reading;
    private volatile @Nullable ExecutorService sending;
    private boolean isFailing;

    /** Sends to at most so many streams, each up to an age. */
    public LiveOverview(
            OverviewReader reader, Templates templates, Duration interval, int maxStreams, Duration maxAge) {
        this.reader = reader;
        this.templates = templates;
        this.interval = interval;
        this.maxStreams = maxStreams;
        this.maxAge = maxAge;
    }

    /** Opens a stream for a page. */
    ServerResponse open(ConsoleUser user) {
        if (sending == null || !reserve(user.name())) {
            return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", Integer.toString(RETRY_AFTER_SECONDS))
                    .build();
        }
        return ServerResponse.sse(
                events -> {
                    LiveStream opened = new LiveStream(events, user.isOperator());
                    streams.add(opened);
                    Runnable onEnd = () -> {
                        if (streams.remove(opened)) {
                            release(user.name());
                        }
                    };
                    events.onComplete(onEnd);
                    events.onTimeout(() -> {
                        onEnd.run();
                        opened.end();
                    });
                    events.onError(failure -> onEnd.run());
                    opened.begin();
                    if (!isRunning()) {
                        opened.end();
                    }
                },
                maxAge.plus(GRACE));
    }

    private boolean reserve(String user) {
        synchronized (open) {
            int all = open.values().stream().mapToInt(Integer::intValue).sum();
            int own = open.getOrDefault(user, 0);
            if (all >= maxStreams || own >= MAX_PER_USER) {
                return false;
            }
            open.put(user, own + 1);
            return true;
        }
    }

    private void release(String user) {
        synchronized (open) {
            open.computeIfPresent(user, (name, own) -> own == 1 ? null : own - 1);
        }
    }

    @Override
    public synchronized void start() {
        if (reading != null) {
            return;
        }
        sending = Executors.newFixedThreadPool(SENDERS, threads("kyc-sharing-console-sender"));
        ScheduledExecutorService created =
                Executors.newSingleThreadScheduledExecutor(threads("kyc-sharing-console-reader"));
        var unused = created.scheduleWithFixedDelay(
                this::refresh, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        reading = created;
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void refresh() {
        if (streams.isEmpty()) {
            return;
        }
        try {
            OverviewModel overview = reader.current();
            Map<Boolean, String> html = new HashMap<>();
            for (LiveStream stream : streams) {
                String fragment = html.computeIfAbsent(
                        stream.isOperator(), role -> OverviewPage.fragment(templates, overview, role));
                send(stream, fragment);
            }
            isFailing = false;
        } catch (RuntimeException | Error e) { // the database's; the next one repeats it
            if (!isFailing) {
                log.warn("The overview cannot be read: {}", e.getClass().getName());
            }
            isFailing = true;
        }
    }

    private void send(LiveStream stream, String fragment) {
        ExecutorService senders = sending;
        if (senders != null && stream.isFree()) {
            senders.execute(() -> {
                if (stream.age().compareTo(maxAge) > 0) {
                    stream.end();
                } else {
                    stream.send(fragment);
                }
            });
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService reader = reading;
        ExecutorService senders = sending;
        reading = null;
        sending = null;
        if (reader != null && senders != null) {
            reader.shutdown();
            senders.shutdown();
            streams.forEach(LiveStream::end);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return reading != null;
    }

    /** Stops before the web server, which would wait for the streams. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
