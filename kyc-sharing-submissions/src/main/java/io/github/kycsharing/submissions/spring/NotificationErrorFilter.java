package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Replaces error pages at the receiver's URLs, since a page quotes the path with the token. The container refuses TRACE, and filters of
 * the application may refuse other requests, before the servlet is called.
 */
final class NotificationErrorFilter implements Filter {
    /** Name of the receiver's servlet. */
    static final String SERVLET = "kycSharingNotifications";

    private final NotificationReceiver receiver;

    NotificationErrorFilter(NotificationReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SERVLET.equals(request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME))
                && !response.isCommitted()
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            respond(httpRequest, httpResponse);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Responds like the receiver: a request without a valid token learns nothing, not even the permitted methods. */
    private void respond(HttpServletRequest request, HttpServletResponse response) {
        response.reset();
        response.setHeader("Cache-Control", "no-store");
        String uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        Optional<NotificationResult> rejected =
                receiver.reject(request.getRemoteAddr(), uri.substring(uri.lastIndexOf('/') + 1));
        if (rejected.isPresent()) {
            response.setStatus(rejected.get().httpStatus());
            return;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        response.setStatus(status);
        if (status == NotificationResult.METHOD_NOT_ALLOWED.httpStatus()) {
            NotificationResult.METHOD_NOT_ALLOWED.headers().forEach(response::setHeader);
        }
    }
}
