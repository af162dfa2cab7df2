package io.github.kycsharing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Captures all log lines at the finest level while it is open, and texts that tests add. */
final class LogCapture implements AutoCloseable {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ch.qos.logback.classic.Logger root = logback.getLogger("ROOT");
    private final Level levelBefore = root.getLevel();
    private final Logger julRoot = LogManager.getLogManager().getLogger("");
    private final java.util.logging.Level julLevelBefore = julRoot.getLevel();

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getThreadName() + " " + event.getFormattedMessage() + " "
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()))
                    + " " + event.getMDCPropertyMap());
        }
    };

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said.add(record.getMessage() + " "
                    + List.of(record.getParameters() == null ? new Object[0] : record.getParameters()) + " "
                    + (record.getThrown() == null ? "" : trace(record.getThrown())));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    };

    LogCapture() {
        appender.setContext(logback);
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        julRoot.addHandler(handler);
        julRoot.setLevel(java.util.logging.Level.ALL);
        handler.setLevel(java.util.logging.Level.ALL);
    }

    void add(@Nullable Object value) {
        said.add(value instanceof Throwable thrown ? trace(thrown) : String.valueOf(value));
    }

    List<String> said() {
        return said;
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void close() {
        julRoot.removeHandler(handler);
        julRoot.setLevel(julLevelBefore);
        root.detachAppender(appender);
        root.setLevel(levelBefore);
    }
}
