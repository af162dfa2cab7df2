package io.github.kycsharing.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Codes that the exchange documents, under their documented names. The exchange may return other codes, see {@link ExchangeCode};
 * a {@code switch} over this enum needs a default branch.
 */
public enum DocumentedCode {
    /** Success. */
    SUCCESS(RetryAdvice.NO, "accepted", "nothing to do", "000000"),
    /** A parameter is missing or illegal. */
    ILLEGAL_PARAM(
            RetryAdvice.NO,
            "a parameter is missing or illegal",
            "check the bizEntityKey and the characters of the ids in userInfo",
            "000002"),
    /** The body's format is invalid. */
    ILLEGAL_REQUEST(
            RetryAdvice.NO, "the body format is invalid", "report this to the library's maintainers", "10040005"),
    /** The signature is incorrect. */
    SIGN_MISMATCH(
            RetryAdvice.NO,
            "the X-SHA2-Signature is incorrect",
            "check that the secret is the one of this bizEntityKey, not the exchange API-key secret",
            "10040080"),
    /** The exchange has this request already. */
    DUPLICATE_REQUEST(
            RetryAdvice.NO,
            "duplicate request",
            "the exchange has seen this requestNo; query the customer's status before submitting again",
            "10040008"),
    /** A system error; two codes have this name. */
    SYS_ERROR(
            RetryAdvice.UNKNOWN,
            "system error at the exchange",
            "try again later; if it stays, contact the exchange's support",
            "10040004",
            "100001001"),
    /** A system error; contact the exchange's support. */
    SYS_ERROR_NEED_CONTACT(
            RetryAdvice.UNKNOWN, "system error at the exchange", "contact the exchange's support", "10115001"),
    /** The token expired. */
    TOKEN_TIME_OUT(RetryAdvice.NO, "the token expired", "log in again", "10115005"),
    /** The sub account is linked to another user. */
    SUB_ACCOUNT_ALREADY_LINKED_TO_OTHER(
            RetryAdvice.NO,
            "the sub account is linked to another user",
            "check brokerSubAccountId against entityCustomerId",
            "10040082"),
    /** Too many sub accounts are linked to the user. */
    USER_LINKED_SUB_ACCOUNTS_EXCEED_LIMIT(
            RetryAdvice.NO,
            "too many sub accounts are linked to the user",
            "unlink a sub account of this customer at the exchange",
            "10040101"),
    /** Sub account and main account do not match. */
    INVALID_BROKER_ACCOUNT(
            RetryAdvice.NO,
            "the sub account id and the main account id do not match",
            "check brokerMainAccountId and brokerSubAccountId",
            "10040102"),
    /** A system error while the broker accounts were validated. */
    CHECK_BROKER_ACCOUNT_ERROR(
            RetryAdvice.YES, "system error while validating the broker accounts", "try again later", "10040103"),
    /** The sub account is linked to another main account. */
    SUB_ACCOUNT_ALREADY_LINKED_TO_OTHER_MAIN_ACCOUNT(
            RetryAdvice.NO,
            "the sub account is linked to another main account",
            "check brokerMainAccountId and brokerSubAccountId",
            "10040104"),
    /** A file is too large. */
    FILE_TOO_LARGE(RetryAdvice.NO, "a file is too large", "provide smaller files behind the file URLs", "10040106"),
    /** The broker open id or OAuth client id is invalid. */
    INVALID_OAUTH_BROKER_OPENID(
            RetryAdvice.NO,
            "the broker open id or OAuth client id is invalid",
            "contact the exchange's support",
            "10040108"),
    /** An error while the broker open id was checked. */
    CHECK_OAUTH_BROKER_OPENID_ERROR(
            RetryAdvice.YES, "error while checking the broker open id", "try again later", "10040109");

    private static final Map<String, DocumentedCode> BY_VALUE = byValue();

    private final RetryAdvice retryAdvice;
    private final String meaning;
    private final String hint;

    @SuppressWarnings("ImmutableEnumChecker") // created by List.of
    private final List<String> wireValues;

    DocumentedCode(RetryAdvice retryAdvice, String meaning, String hint, String... wireValues) {
        this.retryAdvice = retryAdvice;
        this.meaning = meaning;
        this.hint = hint;
        this.wireValues = List.of(wireValues);
    }

    private static Map<String, DocumentedCode> byValue() {
        Map<String, DocumentedCode> map = new HashMap<>();
        Arrays.stream(values()).forEach(code -> code.wireValues.forEach(value -> map.put(value, code)));
        return Collections.unmodifiableMap(map);
    }

    static Optional<DocumentedCode> of(String value) {
        return Optional.ofNullable(BY_VALUE.get(value));
    }

    /**
     * Whether the same request can succeed later.
     *
     * @return the documented advice
     */
    public RetryAdvice retryAdvice() {
        return retryAdvice;
    }

    /**
     * Meaning of the code.
     *
     * @return the documented meaning in a few English words
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Hint for the broker's engineer.
     *
     * @return an English imperative
     */
    public String hint() {
        return hint;
    }

    /**
     * The code in responses of the exchange.
     *
     * @return one value, or two if the exchange uses two for the same error
     */
    public List<String> wireValues() {
        return wireValues;
    }
}
