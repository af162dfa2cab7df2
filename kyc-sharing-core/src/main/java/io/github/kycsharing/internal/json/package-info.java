/** JSON reading and writing. Not for use outside this library. */
@NullMarked
package io.github.kycsharing.internal.json;

import org.jspecify.annotations.NullMarked;
