/** Where a request becomes the bytes that are signed and sent, and where such bytes are read back. */
@NullMarked
package io.github.kycsharing.json;

import org.jspecify.annotations.NullMarked;
