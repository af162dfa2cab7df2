/** Code that the starter's packages share. Internal: it changes without notice. */
@NullMarked
package io.github.kycsharing.spring.internal;

import org.jspecify.annotations.NullMarked;
