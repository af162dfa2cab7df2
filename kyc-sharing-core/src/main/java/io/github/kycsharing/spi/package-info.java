/** Where metrics and traces attach to the delivery. Knows no metrics library. */
@NullMarked
package io.github.kycsharing.spi;

import org.jspecify.annotations.NullMarked;
