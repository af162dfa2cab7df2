package io.github.kycsharing.transport.internal;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sockets that send at once, and that can be asked whether the other side has hung up.
 *
 * <p>Sending at once: with the default, the last part of a body over about 8 KB waits for the acknowledgement of the part
 * before it, which the other side delays: some 40 ms for each call.
 *
 * <p>Hanging up: a server may close a connection while it is idle. A request that is then written to it is lost, and nobody can
 * tell it from one that was lost after the exchange had dealt with it: a refusal of the next attempt would leave the outcome
 * unknown, for nothing. Only a channel can look without waiting, hence the channels.
 */
final class CheckedSocketFactory extends ConnectingSocketFactory {
    // A TLS socket does not give away the channel below it, but both have the same local address.
    private final Set<SocketChannel> unused = ConcurrentHashMap.newKeySet();
    private final Map<SocketAddress, SocketChannel> used = new ConcurrentHashMap<>();

    /**
     * Tells whether the other side has hung up on a connection that was used before, or has said something that nobody asked
     * for, which comes to the same. Never waits.
     */
    boolean isGone(Socket socket) throws IOException {
        SocketAddress address = socket.getLocalSocketAddress();
        SocketChannel channel = used.get(address);
        if (channel != null && channel.isOpen()) {
            return hasHungUp(channel);
        }
        remember(address);
        return false;
    }

    private static boolean hasHungUp(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return !silent;
        } catch (IOException e) {
            return true; // reset
        }
    }

    private void remember(SocketAddress address) throws IOException {
        used.values().removeIf(channel -> !channel.isOpen());
        unused.removeIf(channel -> !channel.isOpen());
        Iterator<SocketChannel> candidates = unused.iterator();
        while (candidates.hasNext()) {
            SocketChannel channel = candidates.next();
            if (address.equals(channel.getLocalAddress())) {
                used.put(address, channel);
                candidates.remove();
            }
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        unused.add(channel);
        return channel.socket();
    }
}
