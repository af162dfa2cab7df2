package io.github.kycsharing.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 as in hand-written code: a new Mac for each call. */
final class HandSigner {
    private static final SecretKeySpec KEY =
            new SecretKeySpec(SyntheticRecords.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private HandSigner() {}

    static String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(KEY);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
