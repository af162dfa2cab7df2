package io.github.kycsharing.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Codes that the exchange documents, under their documented names. The exchange may return other codes, see {@link ExchangeCode};
 * a {@code switch} over this enum needs a default branch.
 */
public enum DocumentedCode {
    /** Success. */
    SUCCESS(null, "accepted", "nothing to do", "000000"),
    /** A parameter is missing or illegal. Next step: {@link NextStep#CORRECT_RECORD}. */
    ILLEGAL_PARAM(
            NextStep.CORRECT_RECORD,
            "a parameter is missing or illegal",
            "check the bizEntityKey and the characters of the ids in userInfo",
            "000002"),
    /** The body's format is invalid. Next step: {@link NextStep#CONTACT_EXCHANGE}. */
    ILLEGAL_REQUEST(
            NextStep.CONTACT_EXCHANGE,
            "the body format is invalid",
            "report this to the library's maintainers",
            "10040005"),
    /** The signature is incorrect. Next step: {@link NextStep#FIX_CONFIGURATION}. */
    SIGN_MISMATCH(
            NextStep.FIX_CONFIGURATION,
            "the X-SHA2-Signature is incorrect",
            "check that the secret is the one of this bizEntityKey, not the exchange API-key secret",
            "10040080"),
    /** The exchange has this request already. Next step: {@link NextStep#RESOLVE}. */
    DUPLICATE_REQUEST(
            NextStep.RESOLVE,
            "duplicate request",
            "the exchange has seen this requestNo; query the customer's status before submitting again",
            "10040008"),
    /** A system error; two codes have this name. Next step: {@link NextStep#RETRY}. */
    SYS_ERROR(
            NextStep.RETRY,
            "system error at the exchange",
            "try again later; if it stays, contact the exchange's support",
            "10040004",
            "100001001"),
    /** A system error; contact the exchange's support. Next step: {@link NextStep#CONTACT_EXCHANGE}. */
    SYS_ERROR_NEED_CONTACT(
            NextStep.CONTACT_EXCHANGE, "system error at the exchange", "contact the exchange's support", "10115001"),
    /** The token expired. Next step: {@link NextStep#FIX_CONFIGURATION}. */
    TOKEN_TIME_OUT(NextStep.FIX_CONFIGURATION, "the token expired", "log in again", "10115005"),
    /** The sub account is linked to another user. Next step: {@link NextStep#CORRECT_RECORD}. */
    SUB_ACCOUNT_ALREADY_LINKED_TO_OTHER(
            NextStep.CORRECT_RECORD,
            "the sub account is linked to another user",
            "check brokerSubAccountId against entityCustomerId",
            "10040082"),
    /** Too many sub accounts are linked to the user. Next step: {@link NextStep#CORRECT_RECORD}. */
    USER_LINKED_SUB_ACCOUNTS_EXCEED_LIMIT(
            NextStep.CORRECT_RECORD,
            "too many sub accounts are linked to the user",
            "unlink a sub account of this customer at the exchange",
            "10040101"),
    /** Sub account and main account do not match. Next step: {@link NextStep#CORRECT_RECORD}. */
    INVALID_BROKER_ACCOUNT(
            NextStep.CORRECT_RECORD,
            "the sub account id and the main account id do not match",
            "check brokerMainAccountId and brokerSubAccountId",
            "10040102"),
    /** A system error while the broker accounts were validated. Next step: {@link NextStep#RETRY}. */
    CHECK_BROKER_ACCOUNT_ERROR(
            NextStep.RETRY, "system error while validating the broker accounts", "try again later", "10040103"),
    /** The sub account is linked to another main account. Next step: {@link NextStep#CORRECT_RECORD}. */
    SUB_ACCOUNT_ALREADY_LINKED_TO_OTHER_MAIN_ACCOUNT(
            NextStep.CORRECT_RECORD,
            "the sub account is linked to another main account",
            "check brokerMainAccountId and brokerSubAccountId",
            "10040104"),
    /** A file is too large. Next step: {@link NextStep#CORRECT_RECORD}. */
    FILE_TOO_LARGE(
            NextStep.CORRECT_RECORD, "a file is too large", "provide smaller files behind the file URLs", "10040106"),
    /** The broker open id or OAuth client id is invalid. Next step: {@link NextStep#CONTACT_EXCHANGE}. */
    INVALID_OAUTH_BROKER_OPENID(
            NextStep.CONTACT_EXCHANGE,
            "the broker open id or OAuth client id is invalid",
            "contact the exchange's support",
            "10040108"),
    /** An error while the broker open id was checked. Next step: {@link NextStep#RETRY}. */
    CHECK_OAUTH_BROKER_OPENID_ERROR(
            NextStep.RETRY, "error while checking the broker open id", "try again later", "10040109");

    private static final Map<String, DocumentedCode> BY_VALUE = byValue();

    private final @Nullable NextStep nextStep;
    private final String meaning;
    private final String hint;

    @SuppressWarnings("ImmutableEnumChecker") // created by List.of
    private final List<String> wireValues;

    DocumentedCode(@Nullable NextStep nextStep, String meaning, String hint, String... wireValues) {
        this.nextStep = nextStep;
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
     * The next step after this code. The {@code nextStep()} of an exception also considers the call: a submission that ended with
     * a {@linkplain #isSystemError() system error} is resolved first.
     *
     * @return the step, empty for {@link #SUCCESS}
     */
    public Optional<NextStep> nextStep() {
        return Optional.ofNullable(nextStep);
    }

    /**
     * Whether the exchange reports its own failure and not a fault of the request. The specification marks these codes as "yes" or
     * "perhaps" for a retry. The exchange may have used up the requestNo.
     *
     * @return true if the client retries the request within its attempts
     */
    public boolean isSystemError() {
        return switch (this) {
            case SYS_ERROR, SYS_ERROR_NEED_CONTACT, CHECK_BROKER_ACCOUNT_ERROR, CHECK_OAUTH_BROKER_OPENID_ERROR -> true;
            default -> false;
        };
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
