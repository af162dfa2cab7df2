package io.github.kycsharing.submissions.internal.crypto;

/**
 * Keyed fingerprint (HMAC-SHA256) of the content of a record.
 *
 * @param value hexadecimal
 * @param keyId id of the key
 */
public record Fingerprint(String value, long keyId) {}
