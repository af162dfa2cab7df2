package io.github.kycsharing.spi;

import java.util.function.Supplier;

/**
 * Signs the body of a request: the value of the header {@code X-SHA2-Signature}. Called with the exact bytes that are
 * sent, once for each request. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface RequestSigner {
    /**
     * Signs a body.
     *
     * @param body the bytes that are sent; must not be changed
     * @return HMAC-SHA256 of the body under the secret, in lower-case hex
     * @throws RuntimeException if it cannot sign; the request is then not sent
     */
    String sign(byte[] body);

    /**
     * Whether signing may wait for something outside this process, such as a key store. A synchronous call then signs on another
     * thread, so that it can keep its deadline.
     *
     * @return true unless overridden; false for a signer that works from memory, which then runs on the caller's thread
     */
    default boolean mayBlock() {
        return true;
    }

    /**
     * Signs with one secret. The signer does not reveal it.
     *
     * @param secret the secret that belongs to the bizEntityKey; not the exchange API-key secret
     * @return a signer
     * @throws IllegalArgumentException if the secret is blank, has a blank or line break anywhere, or still has a
     *     {@code ${...}} placeholder
     */
    static RequestSigner hmacSha256(String secret) {
        return new HmacSha256(secret);
    }

    /**
     * Signs with the current secret of a supplier, so that a secret can be rotated without a restart.
     *
     * <p>One trailing line break is removed, since the text of a file ends with one.
     *
     * @param secret supplies the secret of the bizEntityKey; called for each request, so it should return from memory; a
     *     call does not wait for it beyond its deadline
     * @return a signer, which throws an exception while the supplier gives a secret that
     *     {@link #hmacSha256(String)} refuses
     */
    static RequestSigner hmacSha256(Supplier<String> secret) {
        return new RotatingSigner(secret);
    }
}
