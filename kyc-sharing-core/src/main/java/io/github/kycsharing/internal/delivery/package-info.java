/**
 * Request pipeline: preparation, attempts, classification of responses, back-off and retry. Internal: it changes without
 * notice.
 */
@NullMarked
package io.github.kycsharing.internal.delivery;

import org.jspecify.annotations.NullMarked;
