/** Internal. */
@NullMarked
package io.github.kycsharing.submissions.internal.notification;

import org.jspecify.annotations.NullMarked;
