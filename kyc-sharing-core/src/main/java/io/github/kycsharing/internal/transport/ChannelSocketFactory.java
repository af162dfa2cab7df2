package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * Creates sockets of channels with TCP_NODELAY. Without it, the last part of a body over about 8 KB waits for the delayed
 * acknowledgement of the part before it, which costs some 40 ms for each call. Only a channel has a non-blocking read. The factory
 * keeps no reference to its sockets.
 */
final class ChannelSocketFactory extends ConnectingSocketFactory {
    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.socket();
    }
}
