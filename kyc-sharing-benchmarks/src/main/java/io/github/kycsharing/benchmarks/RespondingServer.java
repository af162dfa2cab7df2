package io.github.kycsharing.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Returns success for every POST, in a separate process, so that its cost does not count as the client's. If the path begins with
 * {@code /after/20}, it responds after 20 ms. Ends when its standard input ends, which is when the parent process ends.
 */
final class RespondingServer {
    static final String AFTER = "/after/";

    private static final byte[] ANSWER = response();
    private static final int BACKLOG = 1024;
    private static final int BUFFER = 8192;

    private RespondingServer() {}

    public static void main(String[] args) throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        ServerSocket plain = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        ServerSocket tls = tls(certificate);
        acceptFrom(plain);
        acceptFrom(tls);
        say(plain.getLocalPort() + " " + tls.getLocalPort() + " "
                + Base64.getEncoder()
                        .encodeToString(certificate.certificatePem().getBytes(StandardCharsets.UTF_8)));
        while (System.in.read() >= 0) {
            // Only the end of the input matters.
        }
        System.exit(0);
    }

    @SuppressWarnings("SystemOut") // the parent process reads it
    private static void say(String line) {
        System.out.println(line);
    }

    private static ServerSocket tls(HeldCertificate certificate) throws IOException {
        SSLServerSocket socket = (SSLServerSocket) new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        return socket;
    }

    private static void acceptFrom(ServerSocket server) {
        inBackground(server, listening -> {
            while (true) {
                Socket socket = accepted(listening);
                inBackground(socket, RespondingServer::serve);
            }
        });
    }

    private static Socket accepted(ServerSocket server) {
        try {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException("The server cannot accept connections", e);
        }
    }

    private static <T> void inBackground(T on, Consumer<T> work) {
        Thread thread = new Thread(() -> work.accept(on));
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
            OutputStream out = socket.getOutputStream();
            byte[] body = new byte[BUFFER];
            while (true) {
                String request = line(in);
                if (request.isEmpty()) {
                    return;
                }
                int length = contentLength(in);
                if (body.length < length) {
                    body = new byte[length];
                }
                in.readFully(body, 0, length);
                LockSupport.parkNanos(delayNanos(request));
                out.write(ANSWER);
                out.flush();
            }
        } catch (IOException e) {
            // The client has closed the connection.
            return;
        }
    }

    private static long delayNanos(String request) {
        int from = request.indexOf(AFTER);
        if (from < 0) {
            return 0;
        }
        int start = from + AFTER.length();
        return Long.parseLong(request.substring(start, request.indexOf('/', start))) * 1_000_000;
    }

    private static int contentLength(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] response() {
        String body = "{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,\"data\":null,\"success\":true}";
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
