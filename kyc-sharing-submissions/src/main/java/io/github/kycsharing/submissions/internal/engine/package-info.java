/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.engine;

import org.jspecify.annotations.NullMarked;
