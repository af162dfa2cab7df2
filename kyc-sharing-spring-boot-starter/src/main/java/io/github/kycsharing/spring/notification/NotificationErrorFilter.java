package io.github.kycsharing.spring.notification;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps error pages away from the receiver's URLs: a page quotes the path, and with it the token. The container refuses TRACE, and
 * filters of the application refuse what they like, before the servlet is asked.
 */
final class NotificationErrorFilter implements Filter {
    /** What the receiver's servlet is called. */
    static final String SERVLET = "kycNotifications";

    private final NotificationServlet servlet;

    NotificationErrorFilter(NotificationServlet servlet) {
        this.servlet = servlet;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SERVLET.equals(request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME))
                && !response.isCommitted()
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            String uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
            int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
            servlet.answerError(uri.substring(uri.lastIndexOf('/') + 1), status, http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }
}
