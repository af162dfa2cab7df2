/**
 * Records, requests, results and options, under the wire names of the specification. All are immutable, equal by value and built
 * with a builder. Their {@code toString} lists the fields that are present, never their values.
 */
@NullMarked
package io.github.kycsharing.model;

import org.jspecify.annotations.NullMarked;
