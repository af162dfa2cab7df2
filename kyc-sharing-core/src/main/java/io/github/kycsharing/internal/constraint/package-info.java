/**
 * Bean Validation constraints and groups of the specification's rules. The annotations depend on neither the records nor the
 * validators: the service loader finds the validators. Internal: they change without notice.
 */
@NullMarked
package io.github.kycsharing.internal.constraint;

import org.jspecify.annotations.NullMarked;
