/**
 * Exceptions of the client, in families by what a broker can do next: not sent (nothing reached the exchange), rejected (the
 * exchange refused the record), outcome unknown (the record may or may not have taken effect), and no response, which only a
 * status query ends with: a query changes nothing, so there is no outcome to resolve.
 */
@NullMarked
package io.github.kycsharing.exception;

import org.jspecify.annotations.NullMarked;
