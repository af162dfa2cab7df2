/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.publication;

import org.jspecify.annotations.NullMarked;
