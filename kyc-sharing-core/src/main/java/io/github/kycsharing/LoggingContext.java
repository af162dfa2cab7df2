package io.github.kycsharing;

import java.util.Map;
import org.slf4j.MDC;

/** Propagates SLF4J's MDC to the thread of an asynchronous call. */
final class LoggingContext {
    private LoggingContext() {}

    static Runnable propagate(Runnable task) {
        Map<String, String> callerContext = MDC.getCopyOfContextMap();
        if (callerContext == null || callerContext.isEmpty()) {
            return task;
        }
        return () -> {
            Map<String, String> own = MDC.getCopyOfContextMap();
            MDC.setContextMap(callerContext);
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
