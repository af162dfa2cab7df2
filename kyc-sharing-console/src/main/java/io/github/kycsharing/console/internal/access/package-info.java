/** Internal. */
@NullMarked
package io.github.kycsharing.console.internal.access;

import org.jspecify.annotations.NullMarked;
