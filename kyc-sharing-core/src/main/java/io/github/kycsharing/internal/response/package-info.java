/** Response parsing. Internal: it changes without notice. */
@NullMarked
package io.github.kycsharing.internal.response;

import org.jspecify.annotations.NullMarked;
