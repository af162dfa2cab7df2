package io.github.kycsharing.submissions.internal.crypto;

/** This instance's keyset lacks the key of a stored text. Another instance may have it. */
public final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the key's id, which is no secret. */
    public UnknownKeyException(long keyId) {
        super("The keyset has no key of the id " + keyId);
    }
}
