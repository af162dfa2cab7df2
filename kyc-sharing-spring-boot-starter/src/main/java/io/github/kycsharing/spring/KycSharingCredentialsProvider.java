package io.github.kycsharing.spring;

/**
 * Provides the secrets in place of the properties. Each client calls a bean of this type at each request, so a secret can
 * change without a restart. It should return from memory, and must be thread-safe.
 */
@FunctionalInterface
public interface KycSharingCredentialsProvider {
    /**
     * The current secret of an access entity.
     *
     * @param clientName the client's name, {@code default} for the unnamed client
     * @param bizEntityKey the entity's key
     * @return the secret; if it is blank, or if this method throws, the client sends nothing
     */
    String secret(String clientName, String bizEntityKey);
}
