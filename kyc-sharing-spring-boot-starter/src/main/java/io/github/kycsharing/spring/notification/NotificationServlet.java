package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.internal.SharingEntity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the exchange's notifications come in. Who does not know a token learns nothing, not even which methods there are, and
 * cannot make it read a body. No answer has a body.
 */
final class NotificationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(NotificationServlet.class);
    private static final String SIGNATURE = "X-SHA2-Signature";
    private static final String RETRY_AFTER_SECONDS = "60";

    private final transient NotificationTokens tokens;
    private final transient List<SourceNetwork> networks;
    private final transient NotificationReceiver receiver;
    private final transient NotificationObserver observer;
    private final transient Semaphore permits;
    private final int maxBytes;

    NotificationServlet(
            NotificationTokens tokens,
            List<SourceNetwork> networks,
            NotificationReceiver receiver,
            NotificationObserver observer,
            int maxConcurrent,
            int maxBytes) {
        this.tokens = tokens;
        this.networks = List.copyOf(networks);
        this.receiver = receiver;
        this.observer = observer;
        this.permits = new Semaphore(maxConcurrent);
        this.maxBytes = maxBytes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (!isAllowed(request.getRemoteAddr())) {
            answer(Optional.empty(), NotificationResult.FORBIDDEN, response);
            return;
        }
        String path = request.getPathInfo();
        Optional<SharingEntity> entity = tokens.ownerOf(path == null || path.isEmpty() ? "" : path.substring(1));
        if (entity.isEmpty()) {
            answer(Optional.empty(), NotificationResult.NOT_FOUND, response);
        } else {
            answer(entity.map(SharingEntity::clientName), receive(entity.get(), request), response);
        }
    }

    /** What an error of the container or of a filter at one of our URLs is answered with, like one of our own. */
    void answerError(String token, int status, HttpServletRequest request, HttpServletResponse response) {
        response.reset();
        response.setHeader("Cache-Control", "no-store");
        if (!isAllowed(request.getRemoteAddr())) {
            response.setStatus(NotificationResult.FORBIDDEN.httpStatus());
        } else if (tokens.ownerOf(token).isEmpty()) {
            response.setStatus(NotificationResult.NOT_FOUND.httpStatus());
        } else {
            response.setStatus(status);
            if (status == NotificationResult.NOT_POSTED.httpStatus()) {
                response.setHeader("Allow", "POST");
            }
        }
    }

    private NotificationResult receive(SharingEntity entity, HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return NotificationResult.NOT_POSTED;
        }
        if (!permits.tryAcquire()) {
            return NotificationResult.BUSY;
        }
        try {
            if (request.getContentLengthLong() > maxBytes) {
                return NotificationResult.TOO_LARGE;
            }
            // However long it says it is: a body in chunks says nothing.
            byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
            return body.length > maxBytes
                    ? NotificationResult.TOO_LARGE
                    : receiver.receive(entity, body, Collections.list(request.getHeaders(SIGNATURE)));
        } catch (IOException e) {
            return NotificationResult.MALFORMED; // it ended before its end, or never went on
        } finally {
            permits.release();
        }
    }

    private boolean isAllowed(String remoteAddress) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(remoteAddress));
    }

    private void answer(Optional<String> client, NotificationResult result, HttpServletResponse response) {
        log.debug("Notification for the client {}: {}", client.orElse("none"), result);
        observer.ended(client, result);
        response.setStatus(result.httpStatus());
        response.setHeader("Cache-Control", "no-store");
        if (result == NotificationResult.NOT_POSTED) {
            response.setHeader("Allow", "POST");
        }
        if (result == NotificationResult.BUSY) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
    }
}
