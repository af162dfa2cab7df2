package io.github.kycsharing.test;

/** Why a request is refused: the code, and which field breaks which rule, never with its value. */
record Rejection(String code, String detail) {
    static Rejection illegalParam(String path, String rule) {
        return new Rejection(Codes.ILLEGAL_PARAM, path + ": " + rule);
    }

    static Rejection illegalRequest(String path, String rule) {
        return new Rejection(Codes.ILLEGAL_REQUEST, path + ": " + rule);
    }
}
