package io.github.kycsharing.delivery.internal;

import java.net.URI;
import java.util.Map;

/**
 * What every attempt of one submission sends, byte for byte.
 *
 * @param requestNo the number in the body
 * @param uri where it goes
 * @param headers the signature among them
 * @param body the bytes that were signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedRequest(String requestNo, URI uri, Map<String, String> headers, byte[] body) {}
