package io.github.kycsharing.submissions.internal.notification;

import java.util.List;

/**
 * What a delivery says before its body.
 *
 * @param remoteAddress the address that it comes from, empty if it is unknown
 * @param token the last part of its path
 * @param method HTTP method
 * @param contentLength length of the body in bytes, negative if it is unknown
 * @param signatures all values of the header of the signature
 */
public record NotificationRequest(
        String remoteAddress, String token, String method, long contentLength, List<String> signatures) {
    /** Name of the header that has the signature. */
    public static final String SIGNATURE_HEADER = "X-SHA2-Signature";

    /** Copies the signatures. */
    public NotificationRequest {
        signatures = List.copyOf(signatures);
    }

    /** Has no value, since the token is a secret. */
    @Override
    public String toString() {
        return "NotificationRequest[]";
    }
}
