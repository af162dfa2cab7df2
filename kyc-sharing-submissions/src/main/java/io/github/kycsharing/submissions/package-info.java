/**
 * Durable submissions: records that a broker hands over in its own database transaction, and that any instance delivers. Start at
 * {@link io.github.kycsharing.submissions.KycSubmissions}. {@link io.github.kycsharing.submissions.KycCustomers} tracks the statuses of
 * customers, and {@link io.github.kycsharing.submissions.KycInformation} has the requests for information about them. Everything in {@code internal} changes without notice.
 */
@NullMarked
package io.github.kycsharing.submissions;

import org.jspecify.annotations.NullMarked;
