package io.github.kycsharing.test;

import java.util.List;
import java.util.Optional;

/**
 * Status of one customer at the exchange. A customer exists once a record was accepted, with the status PROCESS unless the
 * exchange is configured otherwise. A status that is set without a record creates the customer, as the exchange's own KYC link does.
 *
 * <p>Each change is posted to the customer's notifyUrl, if there is one. See {@link Notifications}.
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
     * @param status the status that queries return from now on
     * @return this customer
     */
    public CustomerStatus set(ExchangeStatus status) {
        exchange.setStatus(customer, status);
        return this;
    }

    /**
     * Scripts the statuses that the next status queries return, one after the other. The last one stays. A query that returns a
     * new status changes the customer's status, and the exchange notifies of it.
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
     * Makes the exchange forget this customer, so that a query returns {@code nonExisted}. Sends no notification.
     *
     * @return this customer
     */
    public CustomerStatus forget() {
        exchange.forgetStatus(customer);
        return this;
    }

    /** The current status; empty if the exchange does not know the customer. */
    public Optional<ExchangeStatus> current() {
        return exchange.status(customer);
    }
}
