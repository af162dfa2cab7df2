package io.github.kycsharing.test;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Formats of texts. If the specification is unclear, the text passes: a test must not fail for a text that the real exchange may
 * accept.
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

    /** A scheme, an authority whose host is not empty, and the rest. */
    private static final Pattern URL_PATTERN =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*://(?:[^/?#]*@)?[^/?#@:][^/?#@]*(?:[/?#].*)?", Pattern.DOTALL);

    private static final Pattern BLANK_OR_CONTROL = Pattern.compile("[\\x00-\\x20\\x7f]");
    private static final Pattern DATE_PATTERN = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern IPV4_PATTERN = Pattern.compile("0*[0-9]{1,3}(\\.0*[0-9]{1,3}){3}");
    private static final Pattern GROUPS = Pattern.compile("[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})*");
    private static final int IPV6_GROUPS = 8;
    private static final int MAX_IPV6_LENGTH = 39;

    /** The date forms of ISO-8601: calendar, week and ordinal dates, with and without dashes. */
    private static final List<DateTimeFormatter> DATES = Stream.of(
                    new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd"),
                    new DateTimeFormatterBuilder().appendPattern("uuuuMMdd"),
                    new DateTimeFormatterBuilder().appendPattern("uuuu-DDD"),
                    new DateTimeFormatterBuilder().appendPattern("uuuuDDD"),
                    week("-"),
                    week(""))
            .map(form -> form.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
            .toList();

    private static final Pattern TIME = Pattern.compile(
            "(?i)([0-9][0-9W-]*)T(?:[01][0-9]|2[0-3])"
                    + "(?:[0-5][0-9](?:[0-5][0-9])?|:[0-5][0-9](?::[0-5][0-9])?)?(?:[.,][0-9]+)?(?<offset>Z|[+-][0-9]{2}[0-9:]*)?");

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

    /** Any form of ISO-8601, with or without an offset. The specification shows only an example. */
    private static boolean isTimestamp(String text) {
        Matcher form = TIME.matcher(text);
        if (!form.matches()) {
            return false;
        }
        String date = form.group(1);
        String offset = form.group("offset");
        return DATES.stream().anyMatch(known -> parses(() -> LocalDate.parse(date.toUpperCase(Locale.ROOT), known)))
                && (offset == null || parses(() -> ZoneOffset.of(offset.toUpperCase(Locale.ROOT))));
    }

    /** Not by pattern letters, because their weeks depend on the locale. */
    private static DateTimeFormatterBuilder week(String dash) {
        return new DateTimeFormatterBuilder()
                .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
                .appendLiteral(dash + "W")
                .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
                .appendLiteral(dash)
                .appendValue(ChronoField.DAY_OF_WEEK, 1);
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
                        .map(BigInteger::new)
                        .allMatch(part -> part.bitLength() <= Byte.SIZE);
    }

    /** Does not use the platform's parser, which accepts different forms in each version and may call a name server. */
    private static boolean isIpv6(String text) {
        String address = inGroups(text);
        String[] around = address.split("::", -1);
        if (address.length() > MAX_IPV6_LENGTH || around.length > 2 || text.indexOf(':') < 0) {
            return false;
        }
        int written = 0;
        for (String groups : around) {
            if (!(groups.isEmpty() && around.length == 2)
                    && !GROUPS.matcher(groups).matches()) {
                return false;
            }
            written += groups.isEmpty() ? 0 : groups.split(":", -1).length;
        }
        return around.length == 2 ? written < IPV6_GROUPS : written == IPV6_GROUPS;
    }

    /** Replaces an IPv4 address at the end by two groups. */
    private static String inGroups(String text) {
        String end = text.substring(text.lastIndexOf(':') + 1);
        return isIpv4(end) ? text.substring(0, text.length() - end.length()) + "0:0" : text;
    }

    private static boolean isUrl(String text) {
        return URL_PATTERN.matcher(text).matches()
                && !BLANK_OR_CONTROL.matcher(text).find();
    }

    private static boolean isHttpUrl(String text) {
        return text.regionMatches(true, 0, "http", 0, 4)
                && (text.startsWith("://", 4) || text.regionMatches(true, 4, "s://", 0, 4))
                && isUrl(text);
    }
}
