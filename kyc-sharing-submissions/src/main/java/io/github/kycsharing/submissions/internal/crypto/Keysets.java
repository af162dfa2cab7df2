package io.github.kycsharing.submissions.internal.crypto;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Tink keysets in JSON, in the clear. No exception has a cause or text of Tink, which may quote the keyset.
 */
public final class Keysets {
    private static final String UNREADABLE =
            "The keyset cannot be read: it must be a Tink keyset in JSON with AEAD keys, one of which is primary and enabled";

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot register its AEAD keys");
        }
    }

    private Keysets() {}

    /** Generates a keyset with one AES-256-GCM key. */
    public static String generate() {
        return write(() -> KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    }

    /** Adds a key that decrypts, and leaves the primary key as it is. */
    public static String add(String keyset) {
        KeysetHandle handle = read(keyset);
        return write(() -> KeysetHandle.newBuilder(handle)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId())
                .build());
    }

    /** Makes the newest key, which is the last one, primary. */
    public static String promote(String keyset) {
        KeysetHandle handle = read(keyset);
        return change(handle, builder -> {
            builder.getAt(handle.size() - 1).setStatus(KeyStatus.ENABLED).makePrimary();
            return builder;
        });
    }

    /** Deletes a key that is not primary. */
    public static String remove(String keyset, long keyId) {
        KeysetHandle handle = read(keyset);
        int index = IntStream.range(0, handle.size())
                .filter(i -> keyId(handle.getAt(i)) == keyId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The keyset has no key of the id " + keyId));
        if (handle.getAt(index).isPrimary()) {
            throw new IllegalArgumentException("The key " + keyId + " is primary: make another one primary first");
        }
        return change(handle, builder -> builder.deleteAt(index));
    }

    /** Describes the keys by id, without their material. */
    public static List<String> describe(String keyset) {
        KeysetHandle handle = read(keyset);
        return IntStream.range(0, handle.size())
                .mapToObj(handle::getAt)
                .map(key -> keyId(key) + (key.isPrimary() ? " primary" : ""))
                .toList();
    }

    static KeysetHandle read(String keyset) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset.strip(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(UNREADABLE);
        }
    }

    /** The id beside a ciphertext: Tink's 32 bits without a sign. */
    static long keyId(KeysetHandle.Entry entry) {
        return Integer.toUnsignedLong(entry.getId());
    }

    private static String change(KeysetHandle handle, UnaryOperator<KeysetHandle.Builder> change) {
        return write(() -> change.apply(KeysetHandle.newBuilder(handle)).build());
    }

    private static String write(KeysetSource source) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(source.create(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The keyset cannot be changed");
        }
    }

    @FunctionalInterface
    private interface KeysetSource {
        KeysetHandle create() throws GeneralSecurityException;
    }
}
