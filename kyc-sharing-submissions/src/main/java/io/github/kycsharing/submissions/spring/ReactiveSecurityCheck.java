package io.github.kycsharing.submissions.spring;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Logs a warning if Spring Security would refuse notifications: it passes an exchange through the filters that decide. */
record ReactiveSecurityCheck(String path, ObjectProvider<SecurityWebFilterChain> chains, ApplicationContext application)
        implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(ReactiveSecurityCheck.class);
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    @Override
    public void afterSingletonsInstantiated() {
        try {
            Flux.fromStream(chains.orderedStream())
                    .filterWhen(chain -> chain.matches(newExchange()))
                    .next()
                    .flatMapMany(SecurityWebFilterChain::getWebFilters)
                    .concatMap(this::check)
                    .blockLast(MAX_WAIT);
        } catch (RuntimeException e) {
            // A rule may depend on what only a real request has.
            log.debug(
                    "The access to {} cannot be determined: {}",
                    path,
                    e.getClass().getName());
        }
    }

    private ServerWebExchange newExchange() {
        return ReactiveProbe.exchange(URI.create("https://localhost" + path + "/token"), application);
    }

    private Mono<Void> check(WebFilter filter) {
        boolean isCsrf = filter instanceof CsrfWebFilter;
        if (!isCsrf && !(filter instanceof AuthorizationWebFilter)) {
            return Mono.empty();
        }
        AtomicBoolean isPassed = new AtomicBoolean();
        return filter.filter(newExchange(), exchange -> Mono.fromRunnable(() -> isPassed.set(true)))
                .onErrorResume(AccessDeniedException.class, denied -> Mono.empty())
                .then(Mono.fromRunnable(() -> {
                    if (!isPassed.get()) {
                        log.warn(
                                SecurityWarning.TEXT,
                                isCsrf ? SecurityWarning.CSRF_TOKEN : SecurityWarning.LOGIN,
                                path);
                    }
                }));
    }
}
