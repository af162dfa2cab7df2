package io.github.kycsharing.submissions.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/** Logs a warning if Spring Security would refuse notifications: it passes a request through the filters that decide. */
record ServletSecurityCheck(String path, ObjectProvider<Filter> security, ServletContext servletContext)
        implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(ServletSecurityCheck.class);

    @Override
    public void afterSingletonsInstantiated() {
        try {
            check(new ServletProbe(servletContext, path));
        } catch (IOException | ServletException | RuntimeException e) {
            // A rule may depend on what only a real request has.
            log.debug(
                    "The access to {} cannot be determined: {}",
                    path,
                    e.getClass().getName());
        }
    }

    private void check(ServletProbe probe) throws IOException, ServletException {
        if (!(security.getIfAvailable() instanceof FilterChainProxy proxy)) {
            return;
        }
        for (SecurityFilterChain chain : proxy.getFilterChains()) {
            if (chain.matches(probe.request())) {
                for (Filter filter : chain.getFilters()) {
                    check(filter, probe);
                }
                return;
            }
        }
    }

    private void check(Filter filter, ServletProbe probe) throws IOException, ServletException {
        if (filter instanceof CsrfFilter) {
            AtomicBoolean isPassed = new AtomicBoolean();
            filter.doFilter(probe.request(), probe.response(), (request, response) -> isPassed.set(true));
            if (!isPassed.get()) {
                log.warn(SecurityWarning.TEXT, SecurityWarning.CSRF_TOKEN, path);
            }
        } else if (filter instanceof AuthorizationFilter authorization) {
            Authentication anyone = new AnonymousAuthenticationToken(
                    "kyc-sharing", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
            AuthorizationResult result =
                    authorization.getAuthorizationManager().authorize(() -> anyone, probe.request());
            if (result != null && !result.isGranted()) {
                log.warn(SecurityWarning.TEXT, SecurityWarning.LOGIN, path);
            }
        }
    }
}
