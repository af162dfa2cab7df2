package io.github.kycsharing.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of a {@link ScriptedServer}, with the actions of HTTP servers and networks. */
public final class Conversation {
    private final Socket socket;
    private final InputStream in;
    private final CountDownLatch serverCloses;
    private final Runnable onHangUp;

    Conversation(Socket socket, CountDownLatch serverCloses, Runnable onHangUp) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.serverCloses = serverCloses;
        this.onHangUp = onHangUp;
    }

    /** Continues over TLS, as the server. */
    public Conversation startTls(SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        return new Conversation(tls, serverCloses, onHangUp);
    }

    /** Reads request line and headers; the body stays in the socket. */
    public WireRequest readHead() throws IOException {
        String requestLine = readLine();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new WireRequest(requestLine, headers, new byte[0]);
    }

    /** Reads all bytes until the client closes the connection. */
    public void skip() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Reads a whole request. */
    public WireRequest readRequest() throws IOException {
        WireRequest head = readHead();
        int length = Integer.parseInt(head.header("Content-Length"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new WireRequest(head.requestLine(), head.headers(), body);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Responds with a status, further header lines (each terminated by CRLF) and a body. */
    public void response(int status, String headerLines, byte[] body) throws IOException {
        write("HTTP/1.1 " + status + " Status\r\n" + headerLines + "Content-Length: " + body.length + "\r\n\r\n");
        write(body);
    }

    /** Closes the connection with FIN. */
    public void hangUp() throws IOException {
        socket.close();
        onHangUp.run();
    }

    /** Closes the connection with RST. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Stays silent for a time; ends early when the server closes. */
    public void stall(long millis) throws IOException {
        try {
            if (serverCloses.await(millis, TimeUnit.MILLISECONDS)) {
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
