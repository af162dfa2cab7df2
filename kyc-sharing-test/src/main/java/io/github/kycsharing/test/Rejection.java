package io.github.kycsharing.test;

/** Reason for a refusal: the code, the field and the rule that it breaks, without the value. */
record Rejection(String code, String detail) {
    static Rejection illegalParam(String path, String rule) {
        return new Rejection(Codes.ILLEGAL_PARAM, path + ": " + rule);
    }

    static Rejection illegalRequest(String path, String rule) {
        return new Rejection(Codes.ILLEGAL_REQUEST, path + ": " + rule);
    }
}
