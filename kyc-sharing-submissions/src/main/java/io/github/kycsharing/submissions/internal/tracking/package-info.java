/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.tracking;

import org.jspecify.annotations.NullMarked;
