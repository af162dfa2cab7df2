package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.Delivery;
import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationRequest;
import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Receives notifications in a reactive application. */
record NotificationWebHandler(NotificationReceiver receiver, String path) implements WebHandler {
    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        NotificationRequest notification = new NotificationRequest(
                address(request.getRemoteAddress()),
                token(request, path),
                request.getMethod().name(),
                request.getHeaders().getContentLength(),
                request.getHeaders().getOrEmpty(NotificationRequest.SIGNATURE_HEADER));
        return Mono.<NotificationResult>create(sink -> {
                    Delivery delivery = receiver.deliver(notification, sink::success);
                    delivery.start();
                    if (delivery.isReading()) {
                        sink.onDispose(request.getBody()
                                .subscribe(
                                        part -> pass(part, delivery),
                                        failure -> delivery.onError(),
                                        delivery::onComplete));
                    }
                })
                .flatMap(result -> respond(result, exchange.getResponse()));
    }

    /** The part of the path behind the receiver's own. */
    static String token(ServerHttpRequest request, String path) {
        String whole = request.getPath().pathWithinApplication().value();
        return whole.startsWith(path + "/") ? whole.substring(path.length() + 1) : "";
    }

    static String address(@Nullable InetSocketAddress address) {
        if (address == null) {
            return "";
        }
        return address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
    }

    private static void pass(DataBuffer part, Delivery delivery) {
        byte[] bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        delivery.onData(bytes, bytes.length);
    }

    private static Mono<Void> respond(NotificationResult result, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(result.httpStatus()));
        result.headers().forEach(response.getHeaders()::set);
        return response.setComplete();
    }
}
