/** A broker's application that shares posted records with the exchange. */
@NullMarked
package io.github.kycsharing.samples;

import org.jspecify.annotations.NullMarked;
