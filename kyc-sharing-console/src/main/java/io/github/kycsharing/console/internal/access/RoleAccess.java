package io.github.kycsharing.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * Reads the roles of the user that the application's Spring Security has authenticated. An operator may also read. It does not rely on
 * the rules of the application's filter chains: a chain that permits the console to everyone does not open it.
 */
public final class RoleAccess implements ConsoleAccess {
    private static final Logger log = LoggerFactory.getLogger(RoleAccess.class);

    private final String path;
    private final String viewerRole;
    private final String operatorRole;
    private final String rolePrefix;
    private final RoleHierarchy hierarchy;
    private final AtomicBoolean isWarned = new AtomicBoolean();

    /** Compares authorities with the prefix and the names of the roles. */
    public RoleAccess(String path, String viewerRole, String operatorRole, String rolePrefix, RoleHierarchy hierarchy) {
        this.path = path;
        this.viewerRole = viewerRole;
        this.operatorRole = operatorRole;
        this.rolePrefix = rolePrefix;
        this.hierarchy = hierarchy;
    }

    @Override
    public Optional<ConsoleUser> user(HttpServletRequest request) {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        if (user == null) {
            warn();
            return Optional.empty();
        }
        if (!user.isAuthenticated() || user instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        Set<String> authorities =
                AuthorityUtils.authorityListToSet(hierarchy.getReachableGrantedAuthorities(user.getAuthorities()));
        boolean isOperator = authorities.contains(rolePrefix + operatorRole);
        return isOperator || authorities.contains(rolePrefix + viewerRole)
                ? Optional.of(new ConsoleUser(user.getName(), isOperator))
                : Optional.empty();
    }

    /** Spring Security sets an authentication, at least an anonymous one, where a filter chain applies. */
    private void warn() {
        if (isWarned.compareAndSet(false, true)) {
            log.warn(
                    "The console refuses every request: no filter chain of Spring Security authenticates {} and {}/**. Extend the"
                            + " security matcher of a chain to them.",
                    path,
                    path);
        }
    }

    @Override
    public Optional<FormToken> formToken(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? Optional.of(new FormToken(token.getParameterName(), token.getHeaderName(), token.getToken()))
                : Optional.empty();
    }

    @Override
    public String requirement(boolean toAct) {
        return toAct
                ? "You need the role " + operatorRole + "."
                : "You need the role " + viewerRole + " or " + operatorRole + ".";
    }
}
