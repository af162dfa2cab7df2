/** Bodies of the calls around sharing, in their wire form. Internal: it changes without notice. */
@NullMarked
package io.github.kycsharing.internal.request;

import org.jspecify.annotations.NullMarked;
