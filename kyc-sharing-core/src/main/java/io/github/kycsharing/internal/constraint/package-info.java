/**
 * The rules of the specification as Bean Validation constraints, free of the records they are put on: what one field
 * may hold ({@link io.github.kycsharing.internal.constraint.WireField}), what the fields of a record must be to each other, and the
 * groups that tell the two kinds of broker apart.
 */
@NullMarked
package io.github.kycsharing.internal.constraint;

import org.jspecify.annotations.NullMarked;
