package io.github.kycsharing.spring;

import io.github.kycsharing.spi.RequestSigner;

/** Signs with a secret in memory. Signing does not block, so a call needs no second thread to limit its time. */
record InMemorySigner(RequestSigner signer) implements RequestSigner {
    @Override
    public String sign(byte[] body) {
        return signer.sign(body);
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public String toString() {
        return "InMemorySigner";
    }
}
