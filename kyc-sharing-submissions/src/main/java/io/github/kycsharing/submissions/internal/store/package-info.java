/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.store;

import org.jspecify.annotations.NullMarked;
