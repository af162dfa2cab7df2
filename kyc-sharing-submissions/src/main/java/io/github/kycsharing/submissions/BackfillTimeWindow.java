package io.github.kycsharing.submissions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of the day in which the rows of a back-fill are delivered.
 *
 * @param from begin, inclusive
 * @param to end, exclusive; before {@code from} if the window goes past midnight, never equal to it
 * @param zone time zone of both
 */
public record BackfillTimeWindow(LocalTime from, LocalTime to, ZoneId zone) {
    /** Refuses an empty window. */
    public BackfillTimeWindow {
        if (from.equals(to)) {
            throw new IllegalArgumentException("A time window must not begin and end at the same time");
        }
    }

    /**
     * Reads a window such as {@code 22:00-06:00}.
     *
     * @param hours two times with a dash between them
     * @param zone time zone of both
     * @return the window
     * @throws IllegalArgumentException if the text is not of this form
     */
    public static BackfillTimeWindow parse(String hours, ZoneId zone) {
        String[] times = hours.split("-", -1);
        if (times.length == 2) {
            try {
                return new BackfillTimeWindow(
                        LocalTime.parse(times[0].strip()), LocalTime.parse(times[1].strip()), zone);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("A time window is two times such as 22:00-06:00");
            }
        }
        throw new IllegalArgumentException("A time window is two times such as 22:00-06:00");
    }

    /**
     * Whether rows are delivered at a time.
     *
     * @param time the time
     * @return whether it is in the window
     */
    public boolean contains(Instant time) {
        LocalTime local = time.atZone(zone).toLocalTime();
        boolean afterBegin = !local.isBefore(from);
        boolean beforeEnd = local.isBefore(to);
        return from.isBefore(to) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
    }

    /**
     * The hours as {@link #parse} reads them.
     *
     * @return such as {@code 22:00-06:00}
     */
    public String hours() {
        return from + "-" + to;
    }
}
