/** Where a Spring Boot application gets its {@link io.github.kycsharing.KycSharingClient} from {@code application.yml}. */
@NullMarked
package io.github.kycsharing.spring;

import org.jspecify.annotations.NullMarked;
