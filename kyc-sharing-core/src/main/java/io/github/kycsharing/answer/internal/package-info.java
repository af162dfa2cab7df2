/** Reads answers. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.answer.internal;

import org.jspecify.annotations.NullMarked;
