/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.information;

import org.jspecify.annotations.NullMarked;
