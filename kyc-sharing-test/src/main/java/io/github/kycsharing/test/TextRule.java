package io.github.kycsharing.test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text must look like. Where the specification leaves room, the text passes: a test must not fail here for something
 * the real exchange may take.
 */
enum TextRule {
    ANY("any text", text -> true),
    CUSTOMER_ID("digits, letters and + - _ @ only", matches("[\\p{L}\\p{Nd}+\\-_@]*")),
    DIGITS("digits only", matches("[0-9]*")),
    COUNTRY("two upper-case letters", matches("[A-Z]{2}")),
    DATE("a date, yyyy-MM-dd", TextRule::isDate),
    TIMESTAMP("a point in time in ISO-8601", TextRule::isTimestamp),
    IP("an IPv4 or IPv6 address", text -> isIpv4(text) || isIpv6(text)),
    URL("an absolute URL", TextRule::isUrl),
    NOTIFY_URL("an absolute http or https URL, or a dot", text -> text.equals(".") || isHttpUrl(text)),
    VERSION("two numbers with a dot between", matches("[0-9]+\\.[0-9]+"));

    private static final Pattern URL_PATTERN =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*://[^\\s\\p{Cntrl}/?#]+[^\\s\\p{Cntrl}]*");
    private static final Pattern DATE_PATTERN = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern IPV4_PATTERN = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** What the platform's parser takes for a literal at once, so that it never asks a name server. */
    private static final Pattern IPV6_PATTERN = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // stateless lambdas
    private final Predicate<String> test;

    TextRule(String description, Predicate<String> test) {
        this.description = description;
        this.test = test;
    }

    String description() {
        return description;
    }

    boolean accepts(String text) {
        return test.test(text);
    }

    private static Predicate<String> matches(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    private static boolean isDate(String text) {
        return DATE_PATTERN.matcher(text).matches() && parses(() -> LocalDate.parse(text));
    }

    /** With an offset or without: both are ISO-8601, and the example's Z is only an example. */
    private static boolean isTimestamp(String text) {
        return parses(() -> DateTimeFormatter.ISO_DATE_TIME.parse(text));
    }

    private static boolean parses(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isIpv4(String text) {
        return IPV4_PATTERN.matcher(text).matches()
                && Arrays.stream(text.split("\\.", -1))
                        .mapToInt(Integer::parseInt)
                        .allMatch(part -> part <= 255);
    }

    private static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || !IPV6_PATTERN.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isUrl(String text) {
        return URL_PATTERN.matcher(text).matches();
    }

    private static boolean isHttpUrl(String text) {
        return text.regionMatches(true, 0, "http", 0, 4)
                && (text.startsWith("://", 4) || text.regionMatches(true, 4, "s://", 0, 4))
                && isUrl(text);
    }
}
