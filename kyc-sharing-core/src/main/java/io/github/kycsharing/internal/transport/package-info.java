/** The library's own transport, over OkHttp. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.internal.transport;

import org.jspecify.annotations.NullMarked;
