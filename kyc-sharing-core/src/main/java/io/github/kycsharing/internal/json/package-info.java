/** JSON reading and writing. Internal: it changes without notice. */
@NullMarked
package io.github.kycsharing.internal.json;

import org.jspecify.annotations.NullMarked;
