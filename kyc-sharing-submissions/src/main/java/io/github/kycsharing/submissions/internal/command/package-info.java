/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.command;

import org.jspecify.annotations.NullMarked;
