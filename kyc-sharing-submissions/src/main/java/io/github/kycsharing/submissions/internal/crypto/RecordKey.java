package io.github.kycsharing.submissions.internal.crypto;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.ChaCha20Poly1305Key;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XChaCha20Poly1305Key;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/** One key of the keyset: it encrypts, and a key derived from it (HKDF) computes fingerprints, so that both rotate together. */
final class RecordKey {
    private static final String MAC = "HMACSHA256";
    private static final byte[] NO_SALT = new byte[0];
    private static final byte[] PURPOSE =
            "io.github.kycsharing.submissions fingerprint 1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC_SIZE = 32;

    private final long id;
    private final Aead aead;
    private final PrfHmacJce mac;

    /** Creates the primitives, which are thread-safe. */
    RecordKey(KeysetHandle.Entry entry) throws GeneralSecurityException {
        id = Keysets.keyId(entry);
        // A keyset of this key alone: the stored id selects the key, so that no key is tried in vain.
        aead = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(entry.getKey())
                        .withFixedId(entry.getId())
                        .makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        byte[] derived = Hkdf.computeHkdf(MAC, material(entry.getKey()), NO_SALT, PURPOSE, MAC_SIZE);
        mac = new PrfHmacJce(MAC, new SecretKeySpec(derived, "HMAC"));
    }

    @AccessesPartialKey
    private static byte[] material(Key key) {
        SecretBytes bytes;
        if (key instanceof AesGcmKey aesGcm) {
            bytes = aesGcm.getKeyBytes();
        } else if (key instanceof XAesGcmKey xAesGcm) {
            bytes = xAesGcm.getKeyBytes();
        } else if (key instanceof ChaCha20Poly1305Key chaCha) {
            bytes = chaCha.getKeyBytes();
        } else if (key instanceof XChaCha20Poly1305Key xChaCha) {
            bytes = xChaCha.getKeyBytes();
        } else {
            throw new IllegalArgumentException(
                    "The keyset has a key that is neither AES-GCM, XAES-GCM, ChaCha20-Poly1305 nor XChaCha20-Poly1305");
        }
        return bytes.toByteArray(InsecureSecretKeyAccess.get());
    }

    long id() {
        return id;
    }

    byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        return aead.encrypt(plaintext, associatedData);
    }

    byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        return aead.decrypt(ciphertext, associatedData);
    }

    Fingerprint fingerprint(byte[] content) throws GeneralSecurityException {
        return new Fingerprint(HexFormat.of().formatHex(mac.compute(content, MAC_SIZE)), id);
    }
}
