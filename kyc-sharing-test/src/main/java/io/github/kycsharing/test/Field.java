package io.github.kycsharing.test;

import java.util.List;

/** One row of the specification's tables. */
record Field(String name, boolean mandatory, int max, TextRule rule) {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    static final List<Field> REQUEST =
            List.of(mandatory("bizEntityKey"), mandatory("requestNo").upTo(120));

    static final List<Field> STATUS_QUERY = List.of(
            mandatory("bizEntityKey"),
            mandatory("entityCustomerId", TextRule.CUSTOMER_ID).upTo(128),
            mandatory("kycType"),
            mandatory("brokerMainAccountId"),
            mandatory("brokerSubAccountId"));

    static final List<Field> USER_INFO = List.of(
            mandatory("bizEntityKey"),
            mandatory("entityCustomerId", TextRule.CUSTOMER_ID).upTo(128),
            mandatory("brokerMainAccountId"),
            mandatory("brokerSubAccountId"),
            mandatory("notifyUrl", TextRule.NOTIFY_URL),
            optional("extra"));

    /** Additional rules for the account ids of records and queries, with digitsOnlyAccountIds. */
    static final List<Field> DIGITS_ONLY = List.of(
            mandatory("brokerMainAccountId", TextRule.DIGITS), mandatory("brokerSubAccountId", TextRule.DIGITS));

    static final List<Field> BASIC_INFO = List.of(
            mandatory("firstName"),
            optional("middleName"),
            mandatory("lastName"),
            mandatory("residentialCountry", TextRule.COUNTRY),
            mandatory("dob", TextRule.DATE),
            mandatory("country", TextRule.COUNTRY),
            mandatory("userSubmitIp", TextRule.IP),
            mandatory("address").upTo(400),
            mandatory("city").upTo(100),
            optional("postalCode").upTo(50));

    static final List<Field> IDENTITY_INFO = List.of(
            mandatory("documentType"),
            mandatory("selectCountry", TextRule.COUNTRY),
            mandatory("frontFileUrl", TextRule.URL),
            optional("backFileUrl", TextRule.URL),
            mandatory("faceFileUrl", TextRule.URL),
            mandatory("firstName"),
            optional("middleName"),
            mandatory("lastName"),
            mandatory("dob", TextRule.DATE),
            mandatory("idType"),
            optional("idSubType"),
            mandatory("idCountry", TextRule.COUNTRY),
            mandatory("nationalityCountry", TextRule.COUNTRY),
            mandatory("idNumber"),
            optional("idExpiry", TextRule.DATE),
            mandatory("userSubmitIp", TextRule.IP),
            optional("idUsState"),
            optional("personalNumber"),
            optional("gender"),
            optional("issuingAuthority"),
            optional("issuingDate", TextRule.DATE),
            optional("issuingPlace"),
            optional("registrationNumber"),
            optional("city"),
            optional("stateCode"),
            optional("postalCode"),
            optional("address"));

    /** The texts of tncInfo; it also has consent, a boolean. */
    static final List<Field> TNC_INFO = List.of(
            mandatory("userSubmitIp", TextRule.IP),
            mandatory("tncVersion", TextRule.VERSION),
            mandatory("signTime", TextRule.TIMESTAMP));

    /** The text of questionnaireInfo; it also has the answers. */
    static final List<Field> QUESTIONNAIRE_INFO = List.of(mandatory("version"));

    static final List<Field> QUESTIONNAIRE_ANSWER = List.of(mandatory("title"), mandatory("option"));

    Field upTo(int limit) {
        return new Field(name, mandatory, limit, rule);
    }

    static Field mandatory(String name) {
        return mandatory(name, TextRule.ANY);
    }

    static Field mandatory(String name, TextRule rule) {
        return new Field(name, true, UNLIMITED, rule);
    }

    static Field optional(String name) {
        return optional(name, TextRule.ANY);
    }

    static Field optional(String name, TextRule rule) {
        return new Field(name, false, UNLIMITED, rule);
    }
}
