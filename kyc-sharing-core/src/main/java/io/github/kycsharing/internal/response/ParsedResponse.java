package io.github.kycsharing.internal.response;

import io.github.kycsharing.model.ExchangeResponse;

/** What reading a response came to. */
public sealed interface ParsedResponse {
    /**
     * The exchange's response.
     *
     * @param response the response
     */
    record Parsed(ExchangeResponse response) implements ParsedResponse {}

    /**
     * Bytes that are not the exchange's response.
     *
     * @param reason why not, in words that do not quote them
     */
    record Unreadable(String reason) implements ParsedResponse {}
}
