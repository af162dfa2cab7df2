package io.github.kycsharing.test;

import java.util.List;

/** What the specification leaves open. See the methods of the builder for what each one means. */
record ExchangeSettings(
        int errorHttpStatus,
        boolean requestNoPerEntity,
        boolean digitsOnlyAccountIds,
        List<ExchangeStatus> statusAfterSharing) {
    static final ExchangeSettings DEFAULT = new ExchangeSettings(200, true, false, List.of(ExchangeStatus.PROCESS));
}
