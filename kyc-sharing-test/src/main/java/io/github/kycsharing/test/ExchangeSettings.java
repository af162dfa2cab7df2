package io.github.kycsharing.test;

import java.util.List;

/** Behaviour at open points of the specification. The methods of the builder describe each setting. */
record ExchangeSettings(
        int errorHttpStatus,
        boolean requestNoPerEntity,
        boolean digitsOnlyAccountIds,
        List<ExchangeStatus> statusAfterSharing) {
    static final ExchangeSettings DEFAULT = new ExchangeSettings(200, true, false, List.of(ExchangeStatus.PROCESS));
}
