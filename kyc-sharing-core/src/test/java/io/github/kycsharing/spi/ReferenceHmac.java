package io.github.kycsharing.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** HMAC-SHA256 of RFC 2104, independent of the platform's implementation. */
final class ReferenceHmac {
    private static final int BLOCK = 64;

    private ReferenceHmac() {}

    static String sign(String secret, byte[] body) {
        byte[] key = secret.getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
        byte[] inner = sha256(xored(padded, 0x36), body);
        StringBuilder hex = new StringBuilder();
        for (byte b : sha256(xored(padded, 0x5c), inner)) {
            hex.append("0123456789abcdef".charAt((b >> 4) & 15)).append("0123456789abcdef".charAt(b & 15));
        }
        return hex.toString();
    }

    private static byte[] xored(byte[] key, int pad) {
        byte[] result = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            result[i] = (byte) (key[i] ^ pad);
        }
        return result;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
