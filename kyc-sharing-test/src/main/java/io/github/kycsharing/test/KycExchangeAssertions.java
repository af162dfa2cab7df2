package io.github.kycsharing.test;

/** Entry point to AssertJ assertions about an exchange. */
public final class KycExchangeAssertions {
    private KycExchangeAssertions() {}

    /**
     * Starts assertions about the requests of an exchange and their effects.
     *
     * @param exchange the exchange
     * @return assertions; each one checks the state at the time of its call
     */
    public static KycExchangeAssert assertThat(KycExchangeSimulator exchange) {
        return new KycExchangeAssert(exchange);
    }
}
