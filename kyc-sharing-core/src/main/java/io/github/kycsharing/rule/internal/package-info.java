/** The checks behind {@link io.github.kycsharing.rule.WireField}. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.rule.internal;

import org.jspecify.annotations.NullMarked;
