package io.github.kycsharing.submissions;

import com.google.auto.value.AutoBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Selects submissions for a page of {@link KycSubmissions#list}.
 *
 * @param client name of a client; empty for all clients
 * @param states states; empty for all states
 * @param entityCustomerId a customer; empty for all customers
 * @param brokerSubAccountId a sub account; empty for all accounts
 * @param submittedBefore only submissions that were handed over before this time; empty for all
 * @param failingListeners only submissions with an event whose listeners have failed so often that a person must look
 * @param oldestFirst the order: the oldest first, or the newest first
 * @param pageSize number of submissions of a page, 1 to 1,000
 * @param after cursor of the page before; empty for the first page
 */
public record SubmissionFilter(
        Optional<String> client,
        Set<SubmissionState> states,
        Optional<String> entityCustomerId,
        Optional<String> brokerSubAccountId,
        Optional<Instant> submittedBefore,
        boolean failingListeners,
        boolean oldestFirst,
        int pageSize,
        Optional<String> after) {
    private static final int MAX_PAGE_SIZE = 1000;
    private static final int DEFAULT_PAGE_SIZE = 50;

    /**
     * Checks the page size.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public SubmissionFilter {
        states = Set.copyOf(states);
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("pageSize must be 1 to " + MAX_PAGE_SIZE + ", not " + pageSize);
        }
    }

    /**
     * Selects all submissions, the newest first, 50 on a page.
     *
     * @return the filter
     */
    public static SubmissionFilter all() {
        return new SubmissionFilter(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                DEFAULT_PAGE_SIZE,
                Optional.empty());
    }

    /**
     * Selects the submissions of one client only.
     *
     * @param name name of the client
     * @return a filter
     */
    public SubmissionFilter ofClient(String name) {
        return toBuilder().client(name).build();
    }

    /**
     * Selects submissions in these states only.
     *
     * @param selected the states
     * @return a filter
     */
    public SubmissionFilter in(SubmissionState... selected) {
        return toBuilder().states(Set.of(selected)).build();
    }

    /**
     * Selects the submissions of one customer only.
     *
     * @param id the customer
     * @return a filter
     */
    public SubmissionFilter ofCustomer(String id) {
        return toBuilder().entityCustomerId(id).build();
    }

    /**
     * Selects the submissions of one sub account only.
     *
     * @param id the sub account
     * @return a filter
     */
    public SubmissionFilter ofSubAccount(String id) {
        return toBuilder().brokerSubAccountId(id).build();
    }

    /**
     * Selects submissions that were handed over before a time, and lists the oldest first.
     *
     * @param time the time
     * @return a filter
     */
    public SubmissionFilter olderThan(Instant time) {
        return toBuilder().submittedBefore(time).oldestFirst(true).build();
    }

    /**
     * Selects submissions with an event whose listeners keep failing.
     *
     * @return a filter
     */
    public SubmissionFilter withFailingListeners() {
        return toBuilder().failingListeners(true).build();
    }

    /**
     * Lists the oldest first.
     *
     * @return a filter
     */
    public SubmissionFilter fromOldest() {
        return toBuilder().oldestFirst(true).build();
    }

    /**
     * Sets the size of a page.
     *
     * @param size number of submissions, 1 to 1,000
     * @return a filter
     * @throws IllegalArgumentException if it is out of its range
     */
    public SubmissionFilter withPageSize(int size) {
        return toBuilder().pageSize(size).build();
    }

    /**
     * Selects the page after another, of the same filter.
     *
     * @param cursor {@link SubmissionPage#next()} of that page
     * @return a filter
     */
    public SubmissionFilter after(String cursor) {
        return toBuilder().after(cursor).build();
    }

    /**
     * Describes the filter without ids.
     *
     * @return client, states and page size
     */
    @Override
    public String toString() {
        return "SubmissionFilter[client=" + client.orElse("all") + ", states=" + states + ", pageSize=" + pageSize
                + "]";
    }

    private Builder toBuilder() {
        return new AutoBuilder_SubmissionFilter_Builder(this);
    }

    /** Copies a filter. */
    @AutoBuilder
    abstract static class Builder {
        abstract Builder client(String client);

        abstract Builder states(Set<SubmissionState> states);

        abstract Builder entityCustomerId(String entityCustomerId);

        abstract Builder brokerSubAccountId(String brokerSubAccountId);

        abstract Builder submittedBefore(Instant submittedBefore);

        abstract Builder failingListeners(boolean failingListeners);

        abstract Builder oldestFirst(boolean oldestFirst);

        abstract Builder pageSize(int pageSize);

        abstract Builder after(String after);

        abstract SubmissionFilter build();
    }
}
