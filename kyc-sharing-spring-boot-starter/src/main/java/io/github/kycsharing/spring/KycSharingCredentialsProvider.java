package io.github.kycsharing.spring;

/**
 * Tells the secrets, in place of the properties. A bean of this type is asked at each request of each client, so that a secret
 * can change without a restart; it should respond from memory, and is called by many threads.
 */
@FunctionalInterface
public interface KycSharingCredentialsProvider {
    /**
     * The current secret of an access entity.
     *
     * @param clientName the client's name, {@code default} for the single form
     * @param bizEntityKey the entity's key
     * @return the secret; with a blank one, or an exception, nothing is sent
     */
    String secret(String clientName, String bizEntityKey);
}
