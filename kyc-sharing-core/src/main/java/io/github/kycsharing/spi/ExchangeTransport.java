package io.github.kycsharing.spi;

/**
 * Makes one HTTP call. The library brings one; an application that must go its own way (an in-house gateway, a recording
 * test double) supplies its own. Must be safe for use by many threads, must never repeat a request or follow a redirect,
 * and must send the bytes as they are: the library counts the attempts and has signed the bytes.
 */
public interface ExchangeTransport extends AutoCloseable {
    /**
     * Posts a request and waits for the response. An interrupt ends the call at once, with the thread's flag left set.
     *
     * @param request what to send
     * @return the response, of any status
     * @throws TransportException if there is no response; it tells whether the request may have been sent
     */
    TransportResponse send(TransportRequest request) throws TransportException;

    /** Ends the calls under way and frees what the transport holds. */
    @Override
    void close();
}
