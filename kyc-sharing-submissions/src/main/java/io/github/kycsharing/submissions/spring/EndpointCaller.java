package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.Intervention;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;

/** Names who calls an endpoint, for the history. */
final class EndpointCaller {
    /** Recorded for a caller who is not authenticated, and over JMX. */
    static final String ANONYMOUS = "actuator";

    private static final int MAX_LENGTH = 128;

    private EndpointCaller() {}

    static Intervention intervention(SecurityContext caller, String reason) {
        return new Intervention(name(caller.getPrincipal()), reason);
    }

    private static String name(@Nullable Principal principal) {
        String name = principal == null ? null : principal.getName();
        if (name == null || name.isBlank()) {
            return ANONYMOUS;
        }
        return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
    }
}
