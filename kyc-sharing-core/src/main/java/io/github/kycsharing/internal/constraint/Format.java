package io.github.kycsharing.internal.constraint;

import io.github.kycsharing.validation.KycRule;

/** What the text of a field must look like, beside being there and not too long. */
public enum Format {
    /** Any text: never broken, since what is no text is never read into such a field. */
    TEXT(KycRule.TYPE),
    /** Digits, letters and {@code + - _ @}. Letters of any script pass: the documentation does not narrow them. */
    ENTITY_CUSTOMER_ID(KycRule.ENTITY_CUSTOMER_ID),
    /** Two upper-case letters A to Z. Whether the country exists is the exchange's to know. */
    COUNTRY_CODE(KycRule.COUNTRY_CODE),
    /** An IPv4 or IPv6 address, written out; never looked up. */
    IP_ADDRESS(KycRule.IP_ADDRESS),
    /** An absolute URL with a scheme and a host. */
    DOWNLOAD_URL(KycRule.DOWNLOAD_URL),
    /** An absolute {@code http} or {@code https} URL, or {@code "."} where no notification is wanted. */
    NOTIFY_URL(KycRule.NOTIFY_URL),
    /** Two numbers with a dot between them, {@code ^\d+\.\d+$}. */
    TNC_VERSION(KycRule.TNC_VERSION);

    private final KycRule rule;

    Format(KycRule rule) {
        this.rule = rule;
    }

    /**
     * The rule that text of another look breaks.
     *
     * @return the rule, never {@link KycRule#MANDATORY} or {@link KycRule#MAX_LENGTH}
     */
    public KycRule rule() {
        return rule;
    }

    /**
     * Tells whether a text has this format.
     *
     * @param text the text, not null
     * @return false only if the exchange is sure to refuse it
     */
    public boolean accepts(String text) {
        return switch (this) {
            case TEXT -> true;
            case ENTITY_CUSTOMER_ID -> FormatChecks.isEntityCustomerId(text);
            case COUNTRY_CODE -> FormatChecks.isCountryCode(text);
            case IP_ADDRESS -> FormatChecks.isIpAddress(text);
            case DOWNLOAD_URL -> FormatChecks.isAbsoluteUrl(text);
            case NOTIFY_URL -> FormatChecks.isNotifyUrl(text);
            case TNC_VERSION -> FormatChecks.isTncVersion(text);
        };
    }
}
