/** What the starter's own packages share. Not for applications: it changes without notice. */
@NullMarked
package io.github.kycsharing.spring.internal;

import org.jspecify.annotations.NullMarked;
