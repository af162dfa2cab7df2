package io.github.kycsharing.test;

/** An event of a customer that the exchange publishes to a notifyUrl. */
interface ExchangeEvent {
    Customers.Key customer();

    /** The notifyUrl of the customer's last accepted record; empty or {@code "."} for none. */
    String notifyUrl();

    /** The body of the notification. */
    byte[] body();

    default boolean hasReceiver() {
        return !notifyUrl().isEmpty() && !notifyUrl().equals(".");
    }
}
