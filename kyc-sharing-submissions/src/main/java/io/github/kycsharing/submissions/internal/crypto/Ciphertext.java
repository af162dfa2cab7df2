package io.github.kycsharing.submissions.internal.crypto;

/**
 * Encrypted bytes.
 *
 * @param keyId id of the key that encrypted them
 * @param bytes the ciphertext
 */
@SuppressWarnings("ArrayRecordComponent") // written to and read from a column, never compared
public record Ciphertext(long keyId, byte[] bytes) {
    @Override
    public String toString() {
        return "Ciphertext[keyId=" + keyId + "]";
    }
}
