package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.spring.KycSharingProperties.Proxy;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Configures certificates and proxy of one client. */
final class NetworkConfigurer {
    private final ClientProperties properties;
    private final KycSharingClientBuilder builder;
    private final ConfigurationErrors errors;

    NetworkConfigurer(ClientProperties properties, KycSharingClientBuilder builder, ConfigurationErrors errors) {
        this.properties = properties;
        this.builder = builder;
        this.errors = errors;
    }

    void apply(@Nullable SslBundles bundles) {
        applySsl(bundles);
        PropertyValue<Proxy> proxy = properties.proxy();
        if (proxy.value() != null) {
            apply(proxy, proxy.value());
        }
    }

    private void applySsl(@Nullable SslBundles bundles) {
        PropertyValue<String> name = properties.sslBundle();
        if (name.value() == null || name.value().isBlank()) {
            return;
        }
        try {
            if (bundles == null) {
                throw new NoSuchSslBundleException(name.value(), "There are no SSL bundles");
            }
            use(bundles.getBundle(name.value()));
        } catch (NoSuchSslBundleException e) {
            errors.add(
                    name.property(),
                    "names an SSL bundle that does not exist",
                    "Set %s to a bundle that is defined under spring.ssl.bundle.pem or spring.ssl.bundle.jks.");
        }
    }

    private void use(SslBundle bundle) {
        X509TrustManager trust = Arrays.stream(bundle.getManagers().getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(bundle.getOptions().getEnabledProtocols());
        parameters.setCipherSuites(bundle.getOptions().getCiphers());
        builder.tls(bundle.createSslContext(), trust, parameters);
    }

    private void checkCredential(String property, @Nullable String value) {
        // The proxy's operator chooses them, and blanks may be part of them.
        if (value != null && (value.contains("${") || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0)) {
            errors.add(
                    property,
                    "has a ${...} placeholder that was not resolved, or a line break",
                    "Set %s to the value that the proxy requires, best from the environment.");
        }
    }

    private void apply(PropertyValue<Proxy> setting, Proxy proxy) {
        String host = proxy.host();
        if (host != null && host.isBlank()) {
            return; // empty: the platform's proxy
        }
        if (host == null) {
            if (proxy.port() != null || proxy.username() != null || proxy.password() != null) {
                errors.add(setting.with("host"), "is not set", "Set %s to the proxy's name or address.");
            }
            return;
        }
        Integer port = proxy.port();
        if (port == null || port < 1 || port > 65535) {
            String wrong = port == null ? "is not set" : "is not a port";
            errors.add(setting.with("port"), wrong, "Set %s to the proxy's port, 1 to 65535.");
            return;
        }
        InetSocketAddress address = InetSocketAddress.createUnresolved(host, port);
        String username = proxy.username();
        String password = proxy.password();
        checkCredential(setting.with("username"), username);
        checkCredential(setting.with("password"), password);
        if (username != null && password != null) {
            builder.proxy(address, new PasswordAuthentication(username, password.toCharArray()));
        } else if (username != null || password != null) {
            String missing = setting.with(username == null ? "username" : "password");
            errors.add(missing, "is not set", "Set %s too, or neither user name nor password.");
        } else {
            builder.proxy(address);
        }
    }
}
