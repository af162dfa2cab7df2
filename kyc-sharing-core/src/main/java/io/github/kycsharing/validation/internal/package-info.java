/** The checks that compare fields with each other, found by the service loader. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.validation.internal;

import org.jspecify.annotations.NullMarked;
