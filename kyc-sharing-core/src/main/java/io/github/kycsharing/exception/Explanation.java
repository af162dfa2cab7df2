package io.github.kycsharing.exception;

import io.github.kycsharing.model.ExchangeResponse;
import org.jspecify.annotations.Nullable;

/** Describes a response by its code, documented name, meaning and hint, never by the exchange's own words. */
final class Explanation {
    private Explanation() {}

    static String of(@Nullable ExchangeResponse response) {
        return response == null
                ? "no response"
                : response.code()
                        + response.code()
                                .documented()
                                .map(known -> ": " + known.meaning() + "; " + known.hint())
                                .orElse(
                                        ": a code the documentation does not list; the response holds the exchange's words")
                        + " (HTTP " + response.httpStatus() + ")";
    }
}
