package io.github.kycsharing.test;

import java.util.List;
import java.util.Optional;

/**
 * What the exchange says of one customer. A customer whose record was accepted is known, and under way unless the exchange was
 * set otherwise; so is one who is given a status here without a record, as if by the exchange's own KYC link.
 *
 * <p>Each change of a customer with a notifyUrl is sent there, see {@link Notifications}.
 */
public final class CustomerStatus {
    private final Exchange exchange;
    private final Customers.Key customer;

    CustomerStatus(Exchange exchange, Customers.Key customer) {
        this.exchange = exchange;
        this.customer = customer;
    }

    /**
     * Changes the status. The notification, if there is one, has been delivered or has failed when this returns.
     *
     * @param status what is answered from now on
     * @return this customer
     */
    public CustomerStatus set(ExchangeStatus status) {
        exchange.setStatus(customer, status);
        return this;
    }

    /**
     * Scripts what the next status queries are answered with, one after the other; the last one stays. A query that meets the
     * next status changes the customer's: the notification follows it.
     *
     * @param statuses at least one
     * @return this customer
     */
    public CustomerStatus progress(ExchangeStatus... statuses) {
        if (statuses.length == 0) {
            throw new IllegalArgumentException("no status to progress to");
        }
        exchange.scriptStatus(customer, List.of(statuses));
        return this;
    }

    /**
     * Makes the exchange forget this customer, so that a query is answered with {@code nonExisted}. No notification.
     *
     * @return this customer
     */
    public CustomerStatus forget() {
        exchange.forgetStatus(customer);
        return this;
    }

    /** What was answered or set last; empty if the exchange does not know the customer. */
    public Optional<ExchangeStatus> current() {
        return exchange.status(customer);
    }
}
