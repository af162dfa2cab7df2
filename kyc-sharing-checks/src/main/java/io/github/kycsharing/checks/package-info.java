/** Checks of what is published. */
@NullMarked
package io.github.kycsharing.checks;

import org.jspecify.annotations.NullMarked;
