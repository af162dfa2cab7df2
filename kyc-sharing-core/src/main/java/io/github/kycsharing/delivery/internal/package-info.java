/** The attempts, what each of them proves, and when to try again. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.delivery.internal;

import org.jspecify.annotations.NullMarked;
