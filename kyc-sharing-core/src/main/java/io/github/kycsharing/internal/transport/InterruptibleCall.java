package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.TransportResponse;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.Callable;
import okhttp3.Call;

/**
 * Cancels an OkHttp call when its calling thread is interrupted. A thread that reads from a socket does not notice an interrupt.
 * An interruptible channel runs its close method on the interrupting thread, which cancels the call. This needs neither a further
 * thread nor polling.
 */
final class InterruptibleCall extends AbstractInterruptibleChannel {
    private final Call call;

    InterruptibleCall(Call call) {
        this.call = call;
    }

    TransportResponse run(Callable<TransportResponse> exchange) throws Exception {
        TransportResponse response = null;
        begin();
        try {
            response = exchange.call();
            return response;
        } finally {
            finish(response != null);
        }
    }

    /** Keeps a response that was complete before the interrupt; the interrupt flag stays set. */
    private void finish(boolean complete) throws IOException {
        try {
            end(complete);
        } catch (ClosedByInterruptException e) {
            if (!complete) {
                throw e;
            }
        }
    }

    @Override
    protected void implCloseChannel() {
        call.cancel();
    }
}
