/** Spring Boot auto-configuration of {@link io.github.kycsharing.KycSharingClient}. */
@NullMarked
package io.github.kycsharing.spring;

import org.jspecify.annotations.NullMarked;
