package io.github.kycsharing.spi;

/**
 * The connections of one client.
 *
 * @param open all of them
 * @param idle those that carry no request at the moment
 */
public record ConnectionCounts(int open, int idle) {}
