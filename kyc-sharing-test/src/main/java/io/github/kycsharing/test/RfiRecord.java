package io.github.kycsharing.test;

import java.util.List;

/**
 * An RFI record (request for information) of one customer at the exchange. It is {@code PROCESS} when it is raised,
 * {@code UPLOADING} while the exchange takes submitted files, then {@code REVIEW}; after a failed submission it is
 * {@code PROCESS} again. {@code EXPIRED} follows when its time has passed without a submission. A test sets every other
 * status.
 */
public final class RfiRecord {
    private final Exchange exchange;
    private final Customers.Key customer;
    private final String recordId;

    RfiRecord(Exchange exchange, Customers.Key customer, String recordId) {
        this.exchange = exchange;
        this.customer = customer;
        this.recordId = recordId;
    }

    /** The id of the record, digits beyond 2^53. */
    public String recordId() {
        return recordId;
    }

    /** The entity of the customer. */
    public String bizEntityKey() {
        return customer.bizEntityKey();
    }

    /** The customer. */
    public String entityCustomerId() {
        return customer.entityCustomerId();
    }

    /**
     * The current status.
     *
     * @return such as {@code PROCESS}
     * @throws IllegalStateException if the exchange was reset since
     */
    public String status() {
        return exchange.rfi((records, now) -> records.require(recordId).status(now));
    }

    /**
     * Sets the status. {@code PASS} and {@code REFUSED} also set auditor and auditTime.
     *
     * @param status such as {@code PASS}, documented or not
     * @return this record
     * @throws IllegalStateException if the exchange was reset since
     */
    public RfiRecord set(String status) {
        exchange.rfi((records, now) -> records.require(recordId).set(status, now));
        return this;
    }

    /**
     * Fails the submission that is under way, or else the next one. Several calls fail several submissions.
     *
     * @param failReason the reason, any text
     * @return this record
     * @throws IllegalStateException if the exchange was reset since
     */
    public RfiRecord failSubmission(String failReason) {
        exchange.rfi((records, now) -> records.require(recordId).failNext(failReason));
        return this;
    }

    /**
     * The submissions, oldest first.
     *
     * @return a copy
     * @throws IllegalStateException if the exchange was reset since
     */
    public List<RfiSubmission> submissions() {
        return exchange.rfi((records, now) -> records.require(recordId).submissions());
    }

    /** Names the id of the record. */
    @Override
    public String toString() {
        return "RfiRecord[" + recordId + "]";
    }
}
