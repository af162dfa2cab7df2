/** Where signed bytes go out and the bytes of an answer come back. */
@NullMarked
package io.github.kycsharing.transport;

import org.jspecify.annotations.NullMarked;
