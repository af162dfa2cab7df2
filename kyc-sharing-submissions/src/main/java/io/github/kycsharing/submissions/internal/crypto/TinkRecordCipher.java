package io.github.kycsharing.submissions.internal.crypto;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import io.github.kycsharing.model.ShareKycRequest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encrypts with the primary key of a Tink keyset, and decrypts with the key that is named beside a ciphertext. */
public final class TinkRecordCipher implements RecordCipher {
    private final RecordKey primary;
    // The primary key first.
    private final Map<Long, RecordKey> keys = new LinkedHashMap<>();

    /**
     * Reads the keyset.
     *
     * @throws IllegalArgumentException if it is no Tink keyset in JSON with AEAD keys; it quotes nothing of the keyset
     */
    public TinkRecordCipher(String keyset) {
        KeysetHandle handle = Keysets.read(keyset);
        try {
            primary = new RecordKey(handle.getPrimary());
            keys.put(primary.id(), primary);
            for (int i = 0; i < handle.size(); i++) {
                KeysetHandle.Entry entry = handle.getAt(i);
                if (!entry.isPrimary() && entry.getStatus() == KeyStatus.ENABLED) {
                    RecordKey key = new RecordKey(entry);
                    keys.put(key.id(), key);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A key of the keyset cannot be used: it must be an AEAD key");
        }
    }

    @Override
    public Ciphertext encrypt(byte[] plaintext, Place place) {
        try {
            return new Ciphertext(primary.id(), primary.encrypt(plaintext, associatedData(place)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The bytes of a submission cannot be encrypted");
        }
    }

    @Override
    public byte[] decrypt(Ciphertext ciphertext, Place place) {
        RecordKey key = keys.get(ciphertext.keyId());
        if (key == null) {
            throw new UnknownKeyException(ciphertext.keyId());
        }
        try {
            return key.decrypt(ciphertext.bytes(), associatedData(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The stored bytes are not those of the submission " + place.id());
        }
    }

    @Override
    public Fingerprint fingerprint(String bizEntityKey, ShareKycRequest request) {
        return fingerprint(primary, CanonicalContent.of(bizEntityKey, request));
    }

    @Override
    public List<Fingerprint> fingerprints(String bizEntityKey, ShareKycRequest request) {
        return fingerprints(CanonicalContent.of(bizEntityKey, request));
    }

    @Override
    public List<Fingerprint> statusFingerprints(byte[] content) {
        // A request begins with a brace, so that no status has the bytes of a request.
        byte[] status = new byte[content.length + 1];
        System.arraycopy(content, 0, status, 1, content.length);
        return fingerprints(status);
    }

    private List<Fingerprint> fingerprints(byte[] content) {
        List<Fingerprint> fingerprints = new ArrayList<>();
        keys.values().forEach(key -> fingerprints.add(fingerprint(key, content)));
        return List.copyOf(fingerprints);
    }

    @Override
    public boolean hasKey(long keyId) {
        return keys.containsKey(keyId);
    }

    private static Fingerprint fingerprint(RecordKey key, byte[] content) {
        try {
            return key.fingerprint(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The fingerprint of a request cannot be computed");
        }
    }

    /** Each part with its length before it, so that no two places have the same bytes. */
    private static byte[] associatedData(Place place) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            for (String part : List.of(
                    place.id().toString(),
                    place.bizEntityKey(),
                    place.requestNo(),
                    place.purpose().name())) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                data.writeInt(text.length);
                data.write(text);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "TinkRecordCipher[keys=" + keys.keySet() + "]";
    }
}
