package io.github.kycsharing.test;

/** The entry point to assertions about an exchange, in AssertJ's manner. */
public final class KycExchangeAssertions {
    private KycExchangeAssertions() {}

    /**
     * Starts assertions about what an exchange received and what became of it.
     *
     * @param exchange the exchange
     * @return assertions about what it has received until each of them is called
     */
    public static KycExchangeAssert assertThat(KycExchangeSimulator exchange) {
        return new KycExchangeAssert(exchange);
    }
}
