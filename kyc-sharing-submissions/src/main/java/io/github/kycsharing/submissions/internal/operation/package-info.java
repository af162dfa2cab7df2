/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.operation;

import org.jspecify.annotations.NullMarked;
