package io.github.kycsharing.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
    private static final List<String> OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

    /** Creates the access. */
    public LoopbackAccess() {}

    @Override
    public Optional<ConsoleUser> user(HttpServletRequest request) {
        String host = request.getHeader("Host");
        boolean isLocal = isLoopback(request.getRemoteAddr())
                && host != null
                && LOOPBACK_HOST.matcher(host).matches()
                && OF_PROXIES.stream().allMatch(name -> request.getHeader(name) == null);
        return isLocal ? Optional.of(DEVELOPER) : Optional.empty();
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
