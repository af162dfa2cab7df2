/**
 * Exchange simulator for tests. Start with {@link io.github.kycsharing.test.KycExchangeSimulator}; in JUnit with
 * {@link io.github.kycsharing.test.KycExchangeExtension}, in a Spring test with
 * {@link io.github.kycsharing.test.KycExchangeTestConfiguration}.
 */
@NullMarked
package io.github.kycsharing.test;

import org.jspecify.annotations.NullMarked;
