package io.github.kycsharing.model;

/**
 * A request that is complete, valid and serialised, but neither signed nor sent. The client creates it, and it does not change:
 * whoever delivers it, and however often, sends the same bytes. Its {@code toString} shows the requestNo only.
 */
public interface PreparedRequest {
    /**
     * Number of the request, which is part of the bytes.
     *
     * @return the requestNo, generated or given
     */
    String requestNo();

    /**
     * Key of the access entity, which is part of the bytes.
     *
     * @return the key of the client that created it
     */
    String bizEntityKey();

    /**
     * Customer of the record.
     *
     * @return the identifiers
     */
    CustomerIds customer();

    /**
     * The body that is signed and sent: the whole record, that is, personal data.
     *
     * @return a copy of the bytes
     */
    byte[] bytes();
}
