package io.github.kycsharing.submissions;

/**
 * Provides the keyset that encrypts stored records, for example from a key management service. Define it as a bean to replace the property
 * {@code kyc-sharing.submissions.encryption.keyset}.
 */
@FunctionalInterface
public interface KycKeysetProvider {
    /**
     * Reads the keyset.
     *
     * @return a Tink keyset in JSON, in the clear, with AEAD keys: a secret. Its primary key encrypts, all its keys decrypt
     */
    String keyset();
}
