/** Health and an actuator endpoint, from the outcomes of recent calls. */
@NullMarked
package io.github.kycsharing.spring.actuate;

import org.jspecify.annotations.NullMarked;
