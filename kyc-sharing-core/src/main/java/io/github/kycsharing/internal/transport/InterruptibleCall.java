package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.TransportResponse;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.Callable;
import okhttp3.Call;

/**
 * Lets an interrupt of the calling thread end an OkHttp call at once. A thread that reads from a socket does not notice
 * an interrupt; the platform's interruptible channels tell of it on the interrupting thread, which is where a call can be
 * cancelled. No further thread and no polling is needed.
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

    /** An interrupt that comes after the last byte of the response does not take the response away; the flag stays set. */
    private void finish(boolean answered) throws IOException {
        try {
            end(answered);
        } catch (ClosedByInterruptException e) {
            if (!answered) {
                throw e;
            }
        }
    }

    @Override
    protected void implCloseChannel() {
        call.cancel();
    }
}
