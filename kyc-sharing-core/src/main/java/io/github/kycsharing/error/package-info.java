/**
 * How sharing can fail. Three families tell apart what a broker must do next: not sent (nothing reached the exchange),
 * rejected (the exchange said no), outcome unknown (it may or may not have taken effect).
 */
@NullMarked
package io.github.kycsharing.error;

import org.jspecify.annotations.NullMarked;
