/**
 * The records that travel, under the wire names of the specification. All are immutable, equal by value, built with a
 * builder each, and silent: their {@code toString} tells which fields are there, never what is in them.
 */
@NullMarked
package io.github.kycsharing.model;

import org.jspecify.annotations.NullMarked;
