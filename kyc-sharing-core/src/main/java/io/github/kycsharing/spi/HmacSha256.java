package io.github.kycsharing.spi;

import io.github.kycsharing.internal.signing.CredentialFormat;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one secret, keyed once: a copy of the keyed state is cheaper than keying anew, and thread-safe. */
final class HmacSha256 implements RequestSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    HmacSha256(String secret) {
        CredentialFormat.require("The secret", secret);
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256; this one does not", e);
        }
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public String sign(byte[] body) {
        // Mac treats null as an empty body, and would sign other bytes than are sent.
        Objects.requireNonNull(body, "body");
        try {
            return HexFormat.of().formatHex(((Mac) keyed.clone()).doFinal(body));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The security provider's HmacSHA256 cannot be copied", e);
        }
    }
}
