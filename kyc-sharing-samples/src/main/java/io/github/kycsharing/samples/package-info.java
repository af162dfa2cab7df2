/** A broker's application that shares what it is given with the exchange. */
@NullMarked
package io.github.kycsharing.samples;

import org.jspecify.annotations.NullMarked;
