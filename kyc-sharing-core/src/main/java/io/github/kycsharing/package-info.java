/**
 * Client for sharing a customer's KYC record with the exchange. Start at {@link io.github.kycsharing.KycSharingClient}.
 *
 * <p>Public packages: {@code model} (records, requests, results, options), {@code exception}, {@code validation} and {@code spi}
 * (signer, transport, observer). Everything in {@code internal} changes without notice.
 */
@NullMarked
package io.github.kycsharing;

import org.jspecify.annotations.NullMarked;
