package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Sends the credentials once, and only to the configured proxy. */
final class ProxyCredentials implements Authenticator {
    private static final String HEADER = "Proxy-Authorization";

    private final InetSocketAddress address;
    private final String credentials;

    ProxyCredentials(InetSocketAddress address, PasswordAuthentication login) {
        this.address = address;
        this.credentials =
                Credentials.basic(login.getUserName(), new String(login.getPassword()), StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        boolean refused = response.request().header(HEADER) != null;
        if (refused || route == null || !isOurs(route.proxy())) {
            return null;
        }
        return response.request().newBuilder().header(HEADER, credentials).build();
    }

    private boolean isOurs(Proxy proxy) {
        return address.equals(proxy.address());
    }
}
