/** Auto-configuration of durable submissions. */
@NullMarked
package io.github.kycsharing.submissions.spring;

import org.jspecify.annotations.NullMarked;
