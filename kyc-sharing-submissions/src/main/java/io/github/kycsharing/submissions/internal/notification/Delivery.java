package io.github.kycsharing.submissions.internal.notification;

import io.github.kycsharing.spring.internal.SharingEntity;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of a notification, from its headers to the response. The web server passes on the body in parts, one at a time. The receiver
 * can end it at any time, on another thread.
 */
public final class Delivery {
    private final NotificationReceiver receiver;
    private final NotificationRequest request;
    private final Consumer<NotificationResult> responder;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile @Nullable SharingEntity entity;

    Delivery(NotificationReceiver receiver, NotificationRequest request, Consumer<NotificationResult> responder) {
        this.receiver = receiver;
        this.request = request;
        this.responder = responder;
    }

    /** Checks the request, and responds at once unless its body must be read. */
    public void start() {
        if (!receiver.isAllowed(request.remoteAddress())) {
            end(NotificationResult.FORBIDDEN);
            return;
        }
        SharingEntity owner = receiver.ownerOf(request.token()).orElse(null);
        entity = owner;
        if (owner == null) {
            end(NotificationResult.NOT_FOUND);
        } else if (!request.method().equals("POST")) {
            end(NotificationResult.METHOD_NOT_ALLOWED);
        } else if (request.contentLength() > receiver.maxBytes()) {
            end(NotificationResult.TOO_LARGE);
        } else if (phase.compareAndSet(Phase.NEW, Phase.READING)) {
            receiver.bodies().add(this);
        }
    }

    /** Whether the rest of the body is needed. */
    public boolean isReading() {
        return phase.get() == Phase.READING;
    }

    /** Adds a part of the body. */
    public void onData(byte[] bytes, int length) {
        if (!isReading()) {
            return;
        }
        // Whatever length the request states: a body in chunks states none.
        if (body.size() + length > receiver.maxBytes()) {
            end(NotificationResult.TOO_LARGE);
        } else {
            body.write(bytes, 0, length);
        }
    }

    /** Stores the wake-up, now that the body is complete. */
    public void onComplete() {
        SharingEntity owner = entity;
        if (owner != null && phase.compareAndSet(Phase.READING, Phase.WAITING)) {
            receiver.bodies().onRead(this);
            receiver.process(this, owner, body.toByteArray(), request.signatures());
        }
    }

    /** Ends the delivery, since its connection failed before the body was complete. */
    public void onError() {
        end(NotificationResult.MALFORMED);
    }

    /** Whether the body is complete, and the response has not been sent. */
    boolean isWaiting() {
        return phase.get() == Phase.WAITING;
    }

    /** Ends a delivery that takes too long. */
    void onTimeout() {
        end(isReading() ? NotificationResult.TIMEOUT : NotificationResult.FAILED);
    }

    /** Responds, unless it has ended already. */
    void end(NotificationResult result) {
        if (phase.getAndSet(Phase.ENDED) == Phase.ENDED) {
            return;
        }
        receiver.bodies().remove(this);
        receiver.onResult(Optional.ofNullable(entity).map(SharingEntity::clientName), result);
        responder.accept(result);
    }

    private enum Phase {
        NEW,
        READING,
        WAITING,
        ENDED
    }
}
