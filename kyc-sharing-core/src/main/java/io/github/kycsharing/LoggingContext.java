package io.github.kycsharing;

import java.util.Map;
import org.slf4j.MDC;

/** Takes SLF4J's MDC along to the thread of an asynchronous call. */
final class LoggingContext {
    private LoggingContext() {}

    static Runnable carry(Runnable task) {
        Map<String, String> callers = MDC.getCopyOfContextMap();
        if (callers == null || callers.isEmpty()) {
            return task;
        }
        return () -> {
            Map<String, String> own = MDC.getCopyOfContextMap();
            MDC.setContextMap(callers);
            try {
                task.run();
            } finally {
                if (own == null) {
                    MDC.clear();
                } else {
                    MDC.setContextMap(own);
                }
            }
        };
    }
}
