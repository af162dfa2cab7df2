/** Observations, meters and context propagation, for applications that have Micrometer. */
@NullMarked
package io.github.kycsharing.spring.observation;

import org.jspecify.annotations.NullMarked;
