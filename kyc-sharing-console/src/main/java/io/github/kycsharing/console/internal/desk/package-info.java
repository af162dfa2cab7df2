/** Internal. */
@NullMarked
package io.github.kycsharing.console.internal.desk;

import org.jspecify.annotations.NullMarked;
