/** The checks behind {@link io.github.kycsharing.internal.constraint.WireField}. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.internal.validation;

import org.jspecify.annotations.NullMarked;
