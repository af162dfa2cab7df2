/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.backfill;

import org.jspecify.annotations.NullMarked;
