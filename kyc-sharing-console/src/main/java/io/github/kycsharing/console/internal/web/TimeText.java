package io.github.kycsharing.console.internal.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time on a page. A script of the console replaces the texts: by the viewer's zone, and by the age at that moment.
 *
 * @param iso for the attribute {@code datetime}
 * @param utc text without script
 * @param age how long ago it was when the page was made; how far ahead if it lies in the future
 */
public record TimeText(String iso, String utc, String age) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MINUTES = 60;
    private static final int HOURS = 48;

    /** The texts of a time. */
    public static TimeText of(Instant time, Instant now) {
        return new TimeText(
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                UTC.format(time),
                age(Duration.between(time, now).abs()));
    }

    private static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return "< 1 min";
        }
        if (age.toMinutes() < MINUTES) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < HOURS ? age.toHours() + " h" : age.toDays() + " d";
    }
}
