/** Validators of the constraints, found by the service loader. Internal: they change without notice. */
@NullMarked
package io.github.kycsharing.internal.validation;

import org.jspecify.annotations.NullMarked;
