package io.github.kycsharing.spi;

import io.github.kycsharing.internal.signing.CredentialFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the secret for each request, and creates a new key only when it has changed. */
final class RotatingSigner implements RequestSigner {
    private final Supplier<String> secret;
    private volatile @Nullable Keyed current;

    RotatingSigner(Supplier<String> secret) {
        this.secret = secret;
    }

    @Override
    public String sign(byte[] body) {
        String now = secret.get();
        if (now == null || now.isBlank()) {
            throw new IllegalStateException("There is no secret to sign with at the moment");
        }
        now = CredentialFormat.withoutTrailingLineBreak(now);
        byte[] bytes = now.getBytes(StandardCharsets.UTF_8);
        Keyed keyed = current;
        if (keyed == null || !MessageDigest.isEqual(keyed.secret, bytes)) {
            keyed = new Keyed(bytes, new HmacSha256(now));
            current = keyed;
        }
        return keyed.hmac.sign(body);
    }

    private static final class Keyed {
        private final byte[] secret;
        private final HmacSha256 hmac;

        Keyed(byte[] secret, HmacSha256 hmac) {
            this.secret = secret;
            this.hmac = hmac;
        }
    }
}
