/** Where a signed request is tried until its outcome is known or the time is up, and what came of it. */
@NullMarked
package io.github.kycsharing.delivery;

import org.jspecify.annotations.NullMarked;
