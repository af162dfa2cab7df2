/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.crypto;

import org.jspecify.annotations.NullMarked;
