package io.github.kycsharing.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Decides about each request who may read and who may act. */
public interface ConsoleAccess {
    /** Who sends a request; empty if the sender may not even read. */
    Optional<ConsoleUser> user(HttpServletRequest request);

    /** The token that the application's protection against forged requests expects; empty if it expects none. */
    Optional<FormToken> formToken(HttpServletRequest request);

    /** What a person needs who may not read, or not act. */
    String requirement(boolean toAct);
}
