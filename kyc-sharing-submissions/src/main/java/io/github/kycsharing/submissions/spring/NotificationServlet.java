package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.Delivery;
import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationRequest;
import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/** Receives notifications in a servlet container. It reads without blocking, so that a slow sender occupies no thread. */
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
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0); // the delivery has its own deadlines
        Delivery delivery = receiver.deliver(notification, result -> respond(result, response, async));
        // Also for a request that is refused at once: the container then discards its body without waiting for it.
        ServletInputStream body = request.getInputStream();
        body.setReadListener(new BodyListener(body, delivery));
        delivery.start();
    }

    private static void respond(NotificationResult result, HttpServletResponse response, AsyncContext async) {
        response.setStatus(result.httpStatus());
        result.headers().forEach(response::setHeader);
        async.complete();
    }

    /** Passes on the body as it arrives. */
    private static final class BodyListener implements ReadListener {
        private static final int BUFFER = 4096;

        private final ServletInputStream body;
        private final Delivery delivery;

        BodyListener(ServletInputStream body, Delivery delivery) {
            this.body = body;
            this.delivery = delivery;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[BUFFER];
            while (delivery.isReading() && body.isReady() && !body.isFinished()) {
                int length = body.read(buffer);
                if (length > 0) {
                    delivery.onData(buffer, length);
                }
            }
        }

        @Override
        public void onAllDataRead() {
            delivery.onComplete();
        }

        @Override
        public void onError(Throwable failure) {
            delivery.onError();
        }
    }
}
