/**
 * An exchange that runs in a test. Start with {@link io.github.kycsharing.test.KycExchangeSimulator}.
 */
@NullMarked
package io.github.kycsharing.test;

import org.jspecify.annotations.NullMarked;
