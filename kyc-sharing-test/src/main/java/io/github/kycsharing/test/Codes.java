package io.github.kycsharing.test;

import java.util.Map;
import java.util.Set;

/** The documented codes that the exchange returns, with their messages. */
final class Codes {
    static final String SUCCESS = "000000";
    /** The other documented code of success of add-account-info-list. */
    static final String LONG_SUCCESS = "000000000";

    static final String ILLEGAL_PARAM = "000002";
    static final String ILLEGAL_REQUEST = "10040005";
    static final String SIGN_MISMATCH = "10040080";
    static final String DUPLICATE_REQUEST = "10040008";
    static final String SYS_ERROR = "10040004";
    static final String SUB_ACCOUNT_OF_OTHER_CUSTOMER = "10040082";
    static final String TOO_MANY_SUB_ACCOUNTS = "10040101";
    static final String ACCOUNTS_DO_NOT_MATCH = "10040102";
    static final String SUB_ACCOUNT_OF_OTHER_MAIN_ACCOUNT = "10040104";
    static final String INVALID_OAUTH_OPEN_ID = "10040108";

    /** Codes after which the record is neither accepted nor refused. */
    private static final Set<String> SYSTEM_ERRORS = Set.of(SYS_ERROR, "100001001", "10115001", "10040103", "10040109");

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry(ILLEGAL_PARAM, "illegal parameter"),
            Map.entry(ILLEGAL_REQUEST, "illegal request"),
            Map.entry(SIGN_MISMATCH, "signature mismatch"),
            Map.entry(DUPLICATE_REQUEST, "duplicate request"),
            Map.entry(SYS_ERROR, "system error"),
            Map.entry("100001001", "system error"),
            Map.entry("10115001", "system error, contact support"),
            Map.entry("10115005", "token expired"),
            Map.entry(SUB_ACCOUNT_OF_OTHER_CUSTOMER, "sub account already linked to another user"),
            Map.entry(TOO_MANY_SUB_ACCOUNTS, "too many sub accounts linked to the user"),
            Map.entry(ACCOUNTS_DO_NOT_MATCH, "sub account and main account do not match"),
            Map.entry("10040103", "broker account check failed"),
            Map.entry(SUB_ACCOUNT_OF_OTHER_MAIN_ACCOUNT, "sub account already linked to another main account"),
            Map.entry("10040106", "file too large"),
            Map.entry(INVALID_OAUTH_OPEN_ID, "invalid broker open id"),
            Map.entry("10040109", "broker open id check failed"));

    private Codes() {}

    static String meaning(String code) {
        return MEANINGS.getOrDefault(code, "error");
    }

    /** Whether the code is a permanent refusal of the record. */
    static boolean isRejection(String code) {
        return !code.equals(SUCCESS) && !code.equals(DUPLICATE_REQUEST) && !SYSTEM_ERRORS.contains(code);
    }
}
