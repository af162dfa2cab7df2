package io.github.kycsharing.spi;

import io.github.kycsharing.model.ExchangeCode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one attempt ended with.
 *
 * @param kind what it proves
 * @param httpStatus the HTTP status, if there was a response that could be read
 * @param code the exchange's code, if there was one; its {@code name()} is fit for a metric's tag, its value is not
 */
public record AttemptReport(AttemptKind kind, OptionalInt httpStatus, Optional<ExchangeCode> code) {}
