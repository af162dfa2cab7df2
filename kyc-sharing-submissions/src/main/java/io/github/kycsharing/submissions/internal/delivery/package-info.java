/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.delivery;

import org.jspecify.annotations.NullMarked;
