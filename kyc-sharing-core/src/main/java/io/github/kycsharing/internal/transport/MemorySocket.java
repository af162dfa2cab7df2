package io.github.kycsharing.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** A connection to nobody, whose response is there already. What is written to it is gone. */
class MemorySocket extends Socket {
    private final InputStream in;

    MemorySocket(byte[] response) {
        this.in = new ByteArrayInputStream(response) {
            @Override
            public synchronized int available() {
                return 0; // a response that is there before the request would be none
            }
        };
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        // Nobody is there to connect to.
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return InetSocketAddress.createUnresolved("rehearsal", 0);
    }

    @Override
    public void setSoTimeout(int timeout) {
        // The response is there already.
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }
}
