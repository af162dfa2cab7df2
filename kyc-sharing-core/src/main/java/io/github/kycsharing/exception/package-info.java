/**
 * How sharing and asking can fail. Families tell apart what a broker must do next: not sent (nothing reached the exchange),
 * rejected (the exchange said no), outcome unknown (a record may or may not have taken effect), and no response, which only a
 * status query ends with: it changes nothing, so there is nothing to resolve.
 */
@NullMarked
package io.github.kycsharing.exception;

import org.jspecify.annotations.NullMarked;
