/** Tests that end processes at any moment. */
@NullMarked
package io.github.kycsharing.submissions.crash;

import org.jspecify.annotations.NullMarked;
