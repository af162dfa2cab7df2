/**
 * What became of a customer's record: the answer of the status query, waiting for a final one, and settling a submission
 * whose outcome is unknown.
 */
@NullMarked
package io.github.kycsharing.status;

import org.jspecify.annotations.NullMarked;
