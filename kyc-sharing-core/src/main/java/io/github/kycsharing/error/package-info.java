/**
 * How sharing and asking can fail. Families tell apart what a broker must do next: not sent (nothing reached the exchange),
 * rejected (the exchange said no), outcome unknown (a record may or may not have taken effect), and no answer, which only a
 * status query ends with: it changes nothing, so there is nothing to settle.
 */
@NullMarked
package io.github.kycsharing.error;

import org.jspecify.annotations.NullMarked;
