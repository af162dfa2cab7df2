package io.github.kycsharing.submissions;

import java.util.Optional;
import java.util.Set;

/**
 * Selects submissions for a page of {@link KycSubmissions#list}.
 *
 * @param client name of a client; empty for all clients
 * @param states states; empty for all states
 * @param pageSize number of submissions of a page, 1 to 1,000
 * @param after cursor of the page before; empty for the first page
 */
public record SubmissionFilter(
        Optional<String> client, Set<SubmissionState> states, int pageSize, Optional<String> after) {
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
     * Selects all submissions, 50 on a page.
     *
     * @return the filter
     */
    public static SubmissionFilter all() {
        return new SubmissionFilter(Optional.empty(), Set.of(), DEFAULT_PAGE_SIZE, Optional.empty());
    }

    /**
     * Selects the submissions of one client only.
     *
     * @param name name of the client
     * @return a filter
     */
    public SubmissionFilter ofClient(String name) {
        return new SubmissionFilter(Optional.of(name), states, pageSize, after);
    }

    /**
     * Selects submissions in these states only.
     *
     * @param selected the states
     * @return a filter
     */
    public SubmissionFilter in(SubmissionState... selected) {
        return new SubmissionFilter(client, Set.of(selected), pageSize, after);
    }

    /**
     * Sets the size of a page.
     *
     * @param size number of submissions, 1 to 1,000
     * @return a filter
     * @throws IllegalArgumentException if it is out of its range
     */
    public SubmissionFilter withPageSize(int size) {
        return new SubmissionFilter(client, states, size, after);
    }

    /**
     * Selects the page after another.
     *
     * @param cursor {@link SubmissionPage#next()} of that page
     * @return a filter
     */
    public SubmissionFilter after(String cursor) {
        return new SubmissionFilter(client, states, pageSize, Optional.of(cursor));
    }
}
