/** Where the bytes of a request are signed. */
@NullMarked
package io.github.kycsharing.signing;

import org.jspecify.annotations.NullMarked;
