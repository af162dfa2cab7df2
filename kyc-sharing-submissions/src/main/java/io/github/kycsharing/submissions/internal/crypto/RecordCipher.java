package io.github.kycsharing.submissions.internal.crypto;

import io.github.kycsharing.model.ShareKycRequest;
import java.util.List;
import java.util.UUID;

/** Encrypts stored records and texts, and computes fingerprints. */
public interface RecordCipher {
    /** Encrypts with the primary key. The place (id, entity, requestNo) is the associated data, so that a swapped row is refused. */
    Ciphertext encrypt(byte[] plaintext, Place place);

    /**
     * Decrypts.
     *
     * @throws UnknownKeyException if the keyset lacks the key
     * @throws IllegalStateException if the ciphertext is not of this place or was changed; without cause and without text from it
     */
    byte[] decrypt(Ciphertext ciphertext, Place place);

    /** Fingerprint under the primary key of the caller's request without requestNo, notifyUrl and queries of document URLs. */
    Fingerprint fingerprint(String bizEntityKey, ShareKycRequest request);

    /** Fingerprints under each key of the keyset, the primary one first. */
    List<Fingerprint> fingerprints(String bizEntityKey, ShareKycRequest request);

    /** Fingerprints of a customer's status under each key of the keyset, the primary one first. */
    List<Fingerprint> statusFingerprints(byte[] content);

    /** Whether the keyset has this key. */
    boolean hasKey(long keyId);

    /**
     * Where a ciphertext is stored.
     *
     * @param id id of the submission or of the event's subject, or a fixed id for a lane
     * @param bizEntityKey access entity
     * @param requestNo number of the request, or empty for a lane
     * @param purpose what the ciphertext is
     */
    record Place(UUID id, String bizEntityKey, String requestNo, Purpose purpose) {}

    /** What a ciphertext is, so that one cannot be put where the other belongs. */
    enum Purpose {
        /** The bytes of a request. */
        BODY,
        /** A text of a person or of the exchange. */
        NOTE,
        /** The content of a customer's event, whose kind is in place of a requestNo. */
        EVENT,
        /** A request for information, as the exchange returned it. */
        INFORMATION,
        /** Files for a request for information. */
        FILES,
        /** Why the exchange could not take files. */
        FAIL_REASON
    }
}
