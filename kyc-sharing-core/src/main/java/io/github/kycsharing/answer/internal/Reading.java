package io.github.kycsharing.answer.internal;

import io.github.kycsharing.answer.ExchangeAnswer;

/** What reading an answer came to. */
public sealed interface Reading {
    /**
     * The exchange's answer.
     *
     * @param answer the answer
     */
    record Answered(ExchangeAnswer answer) implements Reading {}

    /**
     * Bytes that are not the exchange's answer.
     *
     * @param reason why not, in words that do not quote them
     */
    record Unreadable(String reason) implements Reading {}
}
