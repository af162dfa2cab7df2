package io.github.kycsharing.internal.response;

import io.github.kycsharing.model.ExchangeResponse;

/** Result of parsing a response. */
public sealed interface ParsedResponse {
    /**
     * A response of the exchange.
     *
     * @param response the response
     */
    record Parsed(ExchangeResponse response) implements ParsedResponse {}

    /**
     * A body that is not a response of the exchange.
     *
     * @param reason why it is unreadable, without a quote of the body
     */
    record Unreadable(String reason) implements ParsedResponse {}
}
