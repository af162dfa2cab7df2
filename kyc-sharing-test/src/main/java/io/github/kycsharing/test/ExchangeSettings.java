package io.github.kycsharing.test;

/** What the specification leaves open. See the methods of the builder for what each one means. */
record ExchangeSettings(int errorHttpStatus, boolean requestNoPerEntity, boolean digitsOnlyAccountIds) {
    static final ExchangeSettings DEFAULT = new ExchangeSettings(200, true, false);
}
