package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * Makes sockets that send at once, on channels. With the default, the last part of a body over about 8 KB waits for the
 * acknowledgement of the part before it, which the other side delays: some 40 ms for each call. Only a channel can look for
 * bytes without waiting, hence the channels. A socket is known to its user alone: none is remembered here.
 */
final class ChannelSocketFactory extends ConnectingSocketFactory {
    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.socket();
    }
}
