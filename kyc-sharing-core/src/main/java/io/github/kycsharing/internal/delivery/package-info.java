/** The attempts, what each of them proves, and when to try again. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.internal.delivery;

import org.jspecify.annotations.NullMarked;
