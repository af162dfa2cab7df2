package io.github.kycsharing.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets everyone on this machine read and act, for the machine of a developer. The name in the Host header must be this machine's too, so
 * that no page of another site can reach the console by a name of its own.
 */
public final class LoopbackAccess implements ConsoleAccess {
    private static final Logger log = LoggerFactory.getLogger(LoopbackAccess.class);
    private static final ConsoleUser DEVELOPER = new ConsoleUser("development-machine", true);
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_PROXIES =
            Pattern.compile("forwarded|x-forwarded-.*|x-real-ip|via", Pattern.CASE_INSENSITIVE);

    /** Creates the access. */
    public LoopbackAccess() {}

    @Override
    public Optional<ConsoleUser> user(HttpServletRequest received) {
        HttpServletRequest request = unwrapped(received);
        String host = request.getHeader("Host");
        boolean isLocal = isLoopback(request.getRemoteAddr())
                && host != null
                && LOOPBACK_HOST.matcher(host).matches()
                && Collections.list(request.getHeaderNames()).stream()
                        .noneMatch(name -> OF_PROXIES.matcher(name).matches());
        return isLocal ? Optional.of(DEVELOPER) : Optional.empty();
    }

    /** A filter may hide what a proxy has added, and show the caller's address instead. */
    private static HttpServletRequest unwrapped(HttpServletRequest request) {
        HttpServletRequest current = request;
        while (current instanceof HttpServletRequestWrapper wrapper
                && wrapper.getRequest() instanceof HttpServletRequest wrapped) {
            current = wrapped;
        }
        return current;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            log.debug("The address of a caller is unknown: {}", e.getClass().getName());
            return false;
        }
    }

    @Override
    public Optional<FormToken> formToken(HttpServletRequest request) {
        return Optional.empty();
    }

    @Override
    public String requirement(boolean toAct) {
        return "Without Spring Security, only this machine itself may open the console, at localhost.";
    }
}
