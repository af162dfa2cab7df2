package io.github.kycsharing.internal.json;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a timestamp in every form of ISO-8601 that names exactly one instant: the calendar, week and ordinal dates, each in the
 * extended and in the basic form, down to the hour, the minute, the second or a fraction of the last of them, with an offset.
 */
final class SignTimes {
    private static final Pattern FORM = Pattern.compile(
            "(?<year>[0-9]{4})"
                    + "(?:(?<dash>-?)(?<month>[0-9]{2})\\k<dash>(?<day>[0-9]{2})"
                    + "|(?<weekDash>-?)W(?<week>[0-9]{2})\\k<weekDash>(?<weekday>[0-9])"
                    + "|-?(?<ordinal>[0-9]{3}))"
                    + "T(?<hour>[0-9]{2})(?:(?<colon>:?)(?<minute>[0-9]{2})(?:\\k<colon>(?<second>[0-9]{2}))?)?"
                    + "(?:[.,](?<fraction>[0-9]{1,9}))?"
                    + "(?<offset>Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?)",
            Pattern.CASE_INSENSITIVE);

    private SignTimes() {}

    /**
     * Parses a text.
     *
     * @throws DateTimeException if the text is not an instant, or if sending it would lose precision
     */
    static Instant parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new DateTimeException("not one point in time in ISO-8601");
        }
        LocalTime time =
                LocalTime.of(number(form.group("hour")), number(form.group("minute")), number(form.group("second")));
        return date(form)
                .atTime(time)
                .plusNanos(fraction(form))
                .toInstant(ZoneOffset.of(form.group("offset").toUpperCase(Locale.ROOT)));
    }

    private static LocalDate date(Matcher form) {
        int year = number(form.group("year"));
        if (form.group("ordinal") != null) {
            return LocalDate.ofYearDay(year, number(form.group("ordinal")));
        }
        if (form.group("week") == null) {
            return LocalDate.of(year, number(form.group("month")), number(form.group("day")));
        }
        // The fourth of January is always in the first ISO week of its year.
        LocalDate firstWeek = LocalDate.of(year, 1, 4);
        int week = number(form.group("week"));
        IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(firstWeek)
                .checkValidValue(week, IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return firstWeek.with(DayOfWeek.of(number(form.group("weekday")))).plusWeeks(week - 1L);
    }

    /** The fraction is of the smallest unit present: 12.5 is 12:30. */
    private static long fraction(Matcher form) {
        String digits = form.group("fraction");
        if (digits == null) {
            return 0;
        }
        long unit = form.group("second") != null ? 1 : form.group("minute") != null ? 60 : 3600;
        return unit * Long.parseLong(digits + "0".repeat(9 - digits.length()));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
