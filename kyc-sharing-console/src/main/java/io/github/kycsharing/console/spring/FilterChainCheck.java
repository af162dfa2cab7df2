package io.github.kycsharing.console.spring;

import jakarta.servlet.Filter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.web.FilterChainProxy;

/** Fails the start if no filter chain of Spring Security applies to the console: no user could be authenticated there. */
record FilterChainCheck(String path, ObjectProvider<Filter> security) implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(FilterChainCheck.class);

    @Override
    public void afterSingletonsInstantiated() {
        if (security.getIfAvailable() instanceof FilterChainProxy proxy) {
            for (String page : List.of(path, path + "/")) {
                if (!isCovered(proxy, page)) {
                    throw new ConsoleSetupException(
                            "The console is enabled, and no filter chain of Spring Security applies to " + page + ".",
                            "Extend the security matcher of a SecurityFilterChain to " + path + " and " + path
                                    + "/**, or set kyc-sharing.console.enabled=false.");
                }
            }
        }
    }

    private static boolean isCovered(FilterChainProxy proxy, String page) {
        try {
            return proxy.getFilters(page) != null;
        } catch (RuntimeException e) {
            // A matcher may need what only a real request has. Then each request without a user is refused.
            log.debug(
                    "The filters of {} cannot be determined: {}",
                    page,
                    e.getClass().getName());
            return true;
        }
    }
}
