package io.github.kycsharing.transport.internal;

import java.time.Duration;

/**
 * What the library's own transport is made with.
 *
 * @param connectTimeout for a connection, its TLS handshake included
 * @param readTimeout between two reads
 * @param writeTimeout between two writes
 * @param maxAnswerBytes how much of an answer is read
 * @param maxIdleConnections how many connections are kept open while they are not used
 */
public record TransportSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        int maxAnswerBytes,
        int maxIdleConnections) {}
