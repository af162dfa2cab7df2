package io.github.kycsharing.submissions.internal.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Customers' accounts of a client whose statuses are polled.
 *
 * @param decided number of those whose last status was final
 * @param pending number of the others
 * @param overdue number of those whose status should have been queried by now
 * @param oldestDueAt since when the longest of those waits; null if there is none
 */
public record TrackedAccounts(
        long decided, long pending, long overdue, @Nullable Instant oldestDueAt) {}
