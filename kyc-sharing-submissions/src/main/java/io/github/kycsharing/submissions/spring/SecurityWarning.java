package io.github.kycsharing.submissions.spring;

/** What is logged if Spring Security refuses notifications. */
final class SecurityWarning {
    static final String TEXT = "Spring Security refuses the exchange's notifications: {} for POST {}/**. Remove"
            + " kyc-sharing.notifications.security.enabled=false, or permit these requests to everyone without a CSRF token.";
    static final String CSRF_TOKEN = "it requires a CSRF token";
    static final String LOGIN = "it requires a login";

    private SecurityWarning() {}
}
