package io.github.kycsharing.internal.constraint;

/**
 * Formats of text fields. The validator maps each format to the rule of the same name, {@link #TEXT} apart, so that the
 * annotations depend on nothing.
 */
public enum Format {
    /** Any text. No text violates it. */
    TEXT,
    /** Digits, letters and {@code + - _ @}. Letters of any script pass: the documentation does not narrow them. */
    ENTITY_CUSTOMER_ID,
    /** Two upper-case letters A to Z. Only the exchange checks whether the country exists. */
    COUNTRY_CODE,
    /** An IPv4 or IPv6 address, written out; never looked up. */
    IP_ADDRESS,
    /** An absolute URL with a scheme and a host. */
    DOWNLOAD_URL,
    /** An absolute {@code http} or {@code https} URL, or {@code "."} for no notification. */
    NOTIFY_URL,
    /** Two numbers with a dot between them, {@code ^\d+\.\d+$}. */
    TNC_VERSION,
    /** A URL whose path ends in the extension of a file type that a request for information takes, or in none. */
    FILE_EXTENSION;

    /**
     * Checks whether a text has this format.
     *
     * @param text the text, not null
     * @return false only if the specification says that the exchange rejects the text
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
            case FILE_EXTENSION -> !FormatChecks.isAbsoluteUrl(text) || FileExtensions.accepts(text);
        };
    }
}
