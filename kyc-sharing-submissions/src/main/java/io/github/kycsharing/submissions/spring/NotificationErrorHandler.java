package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Responds to failed requests at the receiver's URLs, since other handlers log the path with the token, or quote it. */
record NotificationErrorHandler(NotificationReceiver receiver, String path) implements WebExceptionHandler, Ordered {
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        String token = NotificationWebHandler.token(request, path);
        if (token.isEmpty() || response.isCommitted()) {
            return Mono.error(failure);
        }
        HttpStatusCode status =
                failure instanceof ErrorResponse error ? error.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
        response.setStatusCode(receiver.reject(NotificationWebHandler.address(request.getRemoteAddress()), token)
                .map(NotificationResult::httpStatus)
                .<HttpStatusCode>map(HttpStatusCode::valueOf)
                .orElse(status));
        response.getHeaders().setCacheControl("no-store");
        return response.setComplete();
    }
}
