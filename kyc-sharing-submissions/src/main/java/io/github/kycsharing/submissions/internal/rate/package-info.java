/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.rate;

import org.jspecify.annotations.NullMarked;
