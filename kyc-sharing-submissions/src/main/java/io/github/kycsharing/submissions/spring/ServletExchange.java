package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.Delivery;
import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request and its response in a servlet container, without a thread that waits. A response that precedes the end of the body is sent at
 * once, and the request is completed later: a container that completes it with an incomplete body waits for the rest, on a thread.
 */
final class ServletExchange implements ReadListener {
    private static final Logger log = LoggerFactory.getLogger(ServletExchange.class);
    private static final int BUFFER = 4096;

    /** The rest of a body is discarded within these limits, so that its sender can read the response. Otherwise the connection closes. */
    private static final int MAX_DISCARDED = 1024 * 1024;

    private static final Duration MAX_DISCARD_TIME = Duration.ofSeconds(2);

    private final HttpServletResponse response;
    private final AsyncContext async;
    private final ServletInputStream body;
    private @Nullable Delivery delivery;
    private boolean bodyEnded;
    private boolean responded;
    private long respondedAt;
    private int discarded;

    ServletExchange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        this.response = response;
        this.async = request.startAsync(request, response);
        this.async.setTimeout(0); // the delivery has its own deadlines
        this.body = request.getInputStream();
    }

    /** Passes the body on to the delivery as it arrives. */
    void start(Delivery delivery) {
        synchronized (this) {
            this.delivery = delivery;
            this.bodyEnded = body.isFinished();
        }
        if (isBodyEnded()) {
            delivery.start();
            delivery.onComplete();
        } else {
            body.setReadListener(this);
            delivery.start();
        }
    }

    synchronized void respond(NotificationResult result) {
        response.setStatus(result.httpStatus());
        result.headers().forEach(response::setHeader);
        responded = true;
        respondedAt = System.nanoTime();
        if (bodyEnded) {
            complete();
        } else {
            try {
                response.setContentLength(0);
                response.flushBuffer();
            } catch (IOException e) {
                log.debug(
                        "A sender did not wait for its response: {}",
                        e.getClass().getName());
            }
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (body.isReady() && !body.isFinished()) {
            int length = body.read(buffer);
            if (length > 0) {
                discardOrPass(buffer, length);
            }
        }
    }

    private void discardOrPass(byte[] bytes, int length) throws IOException {
        synchronized (this) {
            if (responded) {
                discarded += length;
                if (discarded > MAX_DISCARDED || System.nanoTime() - respondedAt > MAX_DISCARD_TIME.toNanos()) {
                    throw new IOException("The body goes on after the response"); // closes the connection
                }
            }
        }
        if (delivery != null) {
            delivery.onData(bytes, length);
        }
    }

    @Override
    public void onAllDataRead() {
        endBody();
        if (delivery != null) {
            delivery.onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        endBody();
        if (delivery != null) {
            delivery.onError();
        }
    }

    private synchronized boolean isBodyEnded() {
        return bodyEnded;
    }

    private synchronized void endBody() {
        bodyEnded = true;
        if (responded) {
            complete();
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // The container completes a request whose connection has failed.
            log.debug(
                    "A request was complete before its response: {}",
                    e.getClass().getName());
        }
    }
}
