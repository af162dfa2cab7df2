/** Internal. */
@NullMarked
package io.github.kycsharing.console.internal.overview;

import org.jspecify.annotations.NullMarked;
