/**
 * Shares a customer's KYC record with the exchange. Start at {@link io.github.kycsharing.KycSharingClient}.
 *
 * <p>The way of a record: {@code model} (the request) → {@code validation} against {@code rule} → {@code json} (serialised
 * once) → {@code signing} (those bytes) → {@code transport} (those bytes) → {@code response}, with {@code delivery} deciding
 * whether to try again and {@code error} saying what went wrong. What becomes of the record afterwards
 * is told by {@code status}.
 */
@NullMarked
package io.github.kycsharing;

import org.jspecify.annotations.NullMarked;
