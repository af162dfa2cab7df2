/** Health and an actuator endpoint, from what the calls of late came to. */
@NullMarked
package io.github.kycsharing.spring.actuate;

import org.jspecify.annotations.NullMarked;
