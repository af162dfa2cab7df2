package io.github.kycsharing.spi;

/**
 * Sends one HTTP request. The library has a default transport; an application with special needs (an in-house gateway, a
 * recording test double) supplies its own. Must be safe for use by many threads, must never repeat a request or follow a redirect,
 * and must send the bytes as they are: the library counts the attempts and has signed the bytes.
 */
public interface ExchangeTransport extends AutoCloseable {
    /**
     * Posts a request and waits for the response. An interrupt ends the call at once and leaves the thread's flag set.
     *
     * @param request the request
     * @return the response, of any status
     * @throws TransportException if there is no response; it says whether the request may have been sent
     */
    TransportResponse send(TransportRequest request) throws TransportException;

    /** Ends the calls in progress and frees the transport's resources. */
    @Override
    void close();
}
