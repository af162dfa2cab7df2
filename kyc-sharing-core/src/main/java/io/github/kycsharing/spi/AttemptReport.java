package io.github.kycsharing.spi;

import io.github.kycsharing.model.ExchangeCode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Outcome of one attempt, for observers.
 *
 * @param kind kind of the outcome
 * @param httpStatus the HTTP status, if there was a response that could be read
 * @param code the exchange's code, if any; its {@code name()} is suitable as a metric tag, its value is not
 */
public record AttemptReport(AttemptKind kind, OptionalInt httpStatus, Optional<ExchangeCode> code) {}
