package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.submissions.KycActivity;
import io.github.kycsharing.submissions.KycClientActivity.Interval;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bars of the last hour, in the units of its view box.
 *
 * @param width width of the view box
 * @param height height of the view box
 * @param bars one for each interval
 * @param total number of submissions, formatted
 * @param description its content in words
 */
record Chart(int width, int height, List<Bar> bars, String total, String description) {
    private static final int STEP = 20;
    private static final int GAP = 4;
    private static final int HEIGHT = 56;
    private static final int MIN_BAR = 2;

    /**
     * A bar.
     *
     * @param x left edge
     * @param y upper edge
     * @param width width
     * @param height height
     * @param isEmpty whether its interval has no submission
     * @param from begin of its interval
     * @param number number of submissions, formatted
     */
    record Bar(int x, int y, int width, int height, boolean isEmpty, TimeText from, String number) {}

    static Chart of(List<Interval> intervals, Instant now) {
        long max = intervals.stream().mapToLong(Interval::submissions).max().orElse(0);
        long total = intervals.stream().mapToLong(Interval::submissions).sum();
        List<Bar> bars = IntStream.range(0, intervals.size())
                .mapToObj(i -> bar(i, intervals.get(i), max, now))
                .toList();
        String minutes = String.valueOf(KycActivity.INTERVAL.toMinutes());
        return new Chart(
                Math.max(STEP, bars.size() * STEP - GAP),
                HEIGHT,
                bars,
                Numbers.text(total),
                Numbers.text(total) + " submissions finished in the last hour, at most " + Numbers.text(max) + " in "
                        + minutes + " minutes");
    }

    private static Bar bar(int position, Interval interval, long max, Instant now) {
        int height = max == 0 ? 0 : (int) Math.round((double) HEIGHT * interval.submissions() / max);
        int drawn = Math.max(MIN_BAR, height);
        return new Bar(
                position * STEP,
                HEIGHT - drawn,
                STEP - GAP,
                drawn,
                interval.submissions() == 0,
                TimeText.of(interval.from(), now),
                Numbers.text(interval.submissions()));
    }
}
