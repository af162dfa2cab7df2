package io.github.kycsharing.error;

import io.github.kycsharing.answer.ExchangeAnswer;
import org.jspecify.annotations.Nullable;

/** Puts an answer into words: code, documented name, meaning and hint, never the exchange's own words. */
final class Explanation {
    private Explanation() {}

    static String of(@Nullable ExchangeAnswer answer) {
        return answer == null
                ? "no answer"
                : answer.code()
                        + answer.code()
                                .documented()
                                .map(known -> ": " + known.meaning() + "; " + known.hint())
                                .orElse(
                                        ": a code the documentation does not list; the answer holds the exchange's words")
                        + " (HTTP " + answer.httpStatus() + ")";
    }
}
