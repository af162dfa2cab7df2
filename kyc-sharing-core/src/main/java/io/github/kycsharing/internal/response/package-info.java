/** Reads answers. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.internal.response;

import org.jspecify.annotations.NullMarked;
