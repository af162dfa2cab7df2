package io.github.kycsharing.wire;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that follows a script, one action per connection, for behaviour that a regular HTTP server cannot show. It
 * repeats the last action of the script.
 */
public final class ScriptedServer implements AutoCloseable {
    /** What the server does on one connection. It records the requests it reads. */
    @FunctionalInterface
    public interface Move {
        void make(Conversation conversation, List<WireRequest> received) throws IOException;
    }

    /** Each process of tests has a range of its own. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

    private final ServerSocket listener;
    private final List<Move> script;
    private final List<WireRequest> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private ScriptedServer(int port, List<Move> script) throws IOException {
        this.listener = new ServerSocket();
        this.listener.setReuseAddress(true);
        this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        this.script = script;
        threads.execute(this::accept);
    }

    public static ScriptedServer following(Move... script) {
        return on(0, script);
    }

    public static ScriptedServer on(int port, Move... script) {
        try {
            return new ScriptedServer(port, List.of(script));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A loopback port without a listener, below the ports that systems give to connections. */
    public static int freePort() throws IOException {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                // Taken: the next one.
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                // Written bytes are sent at once, without waiting for an acknowledgement.
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.getAndIncrement();
                threads.execute(() -> serve(socket, script.get(Math.min(number, script.size() - 1))));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket socket, Move move) {
        try (socket) {
            move.make(new Conversation(socket, closing, hungUp::incrementAndGet), received);
        } catch (IOException e) {
            // The client closed the connection, as many scripts expect; the requests until then are recorded.
            open.remove(socket);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** Number of accepted connections. */
    public int connections() {
        return connections.get();
    }

    /** Number of connections that the server closed with FIN. */
    public int hungUp() {
        return hungUp.get();
    }

    public List<WireRequest> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
