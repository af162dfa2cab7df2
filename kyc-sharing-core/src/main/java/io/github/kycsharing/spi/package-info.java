/** Extension points: request signer, HTTP transport, and observer for metrics and traces. */
@NullMarked
package io.github.kycsharing.spi;

import org.jspecify.annotations.NullMarked;
