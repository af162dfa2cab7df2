package io.github.kycsharing.internal.constraint;

/**
 * Checks the format of texts. The checks use neither regular expressions nor URL parsers: each record needs about twenty of them,
 * and a parser that resolves or normalises would reject texts that the exchange may accept.
 */
public final class FormatChecks {
    private static final int IPV6_GROUPS = 8;
    private static final char DELETE = 0x7f;

    private FormatChecks() {}

    /** Whether a text has only digits, letters and {@code + - _ @}. */
    public static boolean isEntityCustomerId(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!Character.isLetterOrDigit(c) && "+-_@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is two letters A to Z. */
    public static boolean isCountryCode(String text) {
        return text.length() == 2 && isUpper(text.charAt(0)) && isUpper(text.charAt(1));
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Whether a text matches {@code ^\d+\.\d+$}, with the digits 0 to 9. */
    public static boolean isTncVersion(String text) {
        int dot = text.indexOf('.');
        return dot > 0 && dot < text.length() - 1 && areDigits(text, 0, dot) && areDigits(text, dot + 1, text.length());
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a text has a scheme, {@code ://} and a host, and no ASCII blank or control character. */
    public static boolean isAbsoluteUrl(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && text.startsWith("://", colon)
                && isScheme(text, colon)
                && hasHost(text, colon + 3)
                && hasNoBlank(text);
    }

    /** Whether there is a host, after the last {@code @} of the authority and before the port. */
    private static boolean hasHost(String text, int authority) {
        int host = authority;
        int end = authority;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            if (text.charAt(end) == '@') {
                host = end + 1;
            }
            end++;
        }
        return host < end && text.charAt(host) != ':';
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNoBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == DELETE) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is an absolute http or https URL, or a single dot. */
    public static boolean isNotifyUrl(String text) {
        return text.equals(".")
                || ((text.regionMatches(true, 0, "https://", 0, 8) || text.regionMatches(true, 0, "http://", 0, 7))
                        && isAbsoluteUrl(text));
    }

    /** Whether a text is an IPv4 address of four decimal numbers, or an IPv6 address of RFC 4291. */
    public static boolean isIpAddress(String text) {
        return text.indexOf(':') < 0 ? isIpv4(text, 0) : isIpv6(text);
    }

    private static boolean isIpv4(String text, int from) {
        int start = from;
        for (int part = 0; part < 4; part++) {
            int end = part == 3 ? text.length() : text.indexOf('.', start);
            if (end <= start || !isByte(text, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** Whether a part is a decimal number from 0 to 255, with or without leading zeros. */
    private static boolean isByte(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to && value <= 255; i++) {
            char c = text.charAt(i);
            value = c < '0' || c > '9' ? 256 : value * 10 + c - '0';
        }
        return value <= 255;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        if (gap < 0) {
            return countGroups(text, 0, text.length()) == IPV6_GROUPS;
        }
        int before = countGroups(text, 0, gap);
        int after = countGroups(text, gap + 2, text.length());
        return before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
    }

    /** Counts the 16-bit groups, an IPv4 tail as two; negative if a group is invalid. */
    private static int countGroups(String text, int from, int to) {
        int groups = 0;
        int start = from;
        while (start < to) {
            int colon = text.indexOf(':', start);
            int end = colon < 0 || colon > to ? to : colon;
            if (end == to && to == text.length() && text.indexOf('.', start) >= 0) {
                return isIpv4(text, start) ? groups + 2 : -1;
            }
            if (end == start || end - start > 4 || !areHexDigits(text, start, end)) {
                return -1;
            }
            groups++;
            start = end + 1;
            if (end < to && start == to) {
                return -1;
            }
        }
        return groups;
    }

    private static boolean areHexDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
