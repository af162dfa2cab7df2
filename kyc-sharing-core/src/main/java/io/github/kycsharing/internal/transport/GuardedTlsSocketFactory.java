package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Guards the TLS sockets of another factory. */
final class GuardedTlsSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory sockets;

    GuardedTlsSocketFactory(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        Socket below = socket instanceof GuardedSocket guarded ? guarded.unguarded() : socket;
        return new GuardedTlsSocket((SSLSocket) sockets.createSocket(below, host, port, autoClose), below);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyLayered();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyLayered();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyLayered();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw onlyLayered();
    }

    /** The HTTP client connects a plain socket and layers TLS over it. */
    private static UnsupportedOperationException onlyLayered() {
        return new UnsupportedOperationException("TLS sockets are only layered over a connected socket");
    }
}
