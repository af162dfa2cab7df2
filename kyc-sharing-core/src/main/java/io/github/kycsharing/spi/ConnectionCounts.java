package io.github.kycsharing.spi;

/**
 * Connection counts of one client.
 *
 * @param open all open connections
 * @param idle connections without a request at the moment
 */
public record ConnectionCounts(int open, int idle) {}
