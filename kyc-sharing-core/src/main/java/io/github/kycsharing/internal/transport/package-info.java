/** HTTP transport over OkHttp. Internal: it changes without notice. */
@NullMarked
package io.github.kycsharing.internal.transport;

import org.jspecify.annotations.NullMarked;
