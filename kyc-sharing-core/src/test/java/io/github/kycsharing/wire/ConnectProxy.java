package io.github.kycsharing.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on loopback with Basic authentication, which connects every tunnel to one port. */
public final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String expected;
    private final int targetPort;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public ConnectProxy(String username, String password, int targetPort) throws IOException {
        String login = username + ":" + password;
        this.expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        this.targetPort = targetPort;
        threads.execute(this::accept);
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", listener.getLocalPort());
    }

    /** The request lines of accepted connections. */
    public List<String> tunnels() {
        return tunnels;
    }

    /** The request lines of refused connections. */
    public List<String> refused() {
        return refused;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader head =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            String requestLine = head.readLine();
            boolean known = false;
            for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
                known |= line.equalsIgnoreCase("Proxy-Authorization: " + expected);
            }
            if (requestLine == null || !requestLine.startsWith("CONNECT ") || !known) {
                refused.add(String.valueOf(requestLine));
                write(
                        client,
                        "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            tunnels.add(requestLine);
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
                open.add(target);
                write(client, "HTTP/1.1 200 Go on\r\n\r\n");
                threads.execute(() -> pipe(target, client));
                pipe(client, target);
            }
        } catch (IOException e) {
            // One side closed the connection.
            open.remove(client);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private void pipe(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One side closed the connection.
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
