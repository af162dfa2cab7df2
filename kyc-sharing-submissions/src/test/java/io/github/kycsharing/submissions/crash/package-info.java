/** Processes that are killed, stopped and continued. */
@NullMarked
package io.github.kycsharing.submissions.crash;

import org.jspecify.annotations.NullMarked;
