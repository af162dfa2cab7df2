package io.github.kycsharing.validation;

/**
 * A rule of the specification that a record can break. Every violation contains the rule and the path of the field. The set grows
 * with the specification, so a {@code switch} over it needs a default branch.
 */
public enum KycRule {
    /** The field or section must be present, and a text must not be blank. */
    MANDATORY("is mandatory"),
    /** The section does not apply to this broker type. */
    NOT_APPLICABLE("does not apply to a standard broker"),
    /** At least one of basicInfo, identityInfo, tncInfo and questionnaireInfo must be present (KZ entity broker). */
    AT_LEAST_ONE_SECTION("must carry at least one of basicInfo, identityInfo, tncInfo, questionnaireInfo"),
    /** The text is longer than the specification allows; counted in Unicode code points. */
    MAX_LENGTH("is too long"),
    /** Digits, letters and {@code + - _ @} only. */
    ENTITY_CUSTOMER_ID("must consist of digits, letters and + - _ @"),
    /** Two upper-case letters. */
    COUNTRY_CODE("must be two upper-case letters"),
    /** An IPv4 or IPv6 address. */
    IP_ADDRESS("must be an IPv4 or IPv6 address"),
    /** An absolute URL. */
    DOWNLOAD_URL("must be an absolute URL"),
    /** An absolute http(s) URL, or {@code "."}. */
    NOTIFY_URL("must be an absolute http or https URL, or \".\" for no notification"),
    /** {@code ^\d+\.\d+$}. */
    TNC_VERSION("must be two numbers with a dot between them, such as 1.0"),
    /** A date with a year of four digits, as {@code yyyy-MM-dd} requires. */
    DATE("must be a date of the form yyyy-MM-dd"),
    /** A point in time with a year of four digits, as ISO-8601 requires. */
    INSTANT("must be a point in time in ISO-8601, such as 2024-01-01T12:00:00Z"),
    /** A page, or a number of rows, of 1 or more. */
    AT_LEAST_ONE("must be at least 1"),
    /** The URL of a file for a request for information must not end in the extension of another file type. */
    FILE_EXTENSION("must be a jpg, jpeg, png, pdf, mp4 or mov file"),
    /** The list must have at least one element. */
    NOT_EMPTY("must not be empty"),
    /** firstName and lastName of identityInfo must be those of basicInfo. */
    NAMES_MATCH("must be the same as in basicInfo"),
    /** The request, userInfo and the client must have the same bizEntityKey. */
    SINGLE_ENTITY("must be the bizEntityKey of this client"),
    /** A question is answered twice; each is a single choice. */
    ANSWERED_ONCE("is answered more than once"),
    /** A question of the version's template has no answer. */
    ALL_ANSWERED("leaves a question of the template unanswered"),
    /** The title is not a question of the version's template. */
    KNOWN_QUESTION("is no question of the template"),
    /** The version's template does not allow the option for this question. */
    ALLOWED_OPTION("is no option of the template for this question"),
    /** The JSON value has another type than the field (a number for a text, an invalid date). */
    TYPE("cannot be read as the type of this field"),
    /** The JSON has a field that the specification does not list, and that sending would silently drop. */
    KNOWN_FIELD("is no field of the specification"),
    /** The JSON has the same field twice in one object, so that one value would be lost. */
    FIELD_ONCE("occurs more than once in its object");

    private final String description;

    KycRule(String description) {
        this.description = description;
    }

    /**
     * Text of the rule, to follow the path of a field.
     *
     * @return an English predicate without a full stop, for example {@code is mandatory}
     */
    public String description() {
        return description;
    }
}
