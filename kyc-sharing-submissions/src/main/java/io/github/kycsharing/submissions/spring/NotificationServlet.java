package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/** Receives notifications in a servlet container. */
final class NotificationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient NotificationReceiver receiver;

    NotificationServlet(NotificationReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        NotificationRequest notification = new NotificationRequest(
                String.valueOf(request.getRemoteAddr()),
                path == null || path.isEmpty() ? "" : path.substring(1),
                request.getMethod(),
                request.getContentLengthLong(),
                Collections.list(request.getHeaders(NotificationRequest.SIGNATURE_HEADER)));
        ServletExchange exchange = new ServletExchange(request, response);
        exchange.start(receiver.deliver(notification, exchange::respond));
    }
}
