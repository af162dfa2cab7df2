/** Format checks of keys and secrets. Internal: they change without notice. */
@NullMarked
package io.github.kycsharing.internal.signing;

import org.jspecify.annotations.NullMarked;
