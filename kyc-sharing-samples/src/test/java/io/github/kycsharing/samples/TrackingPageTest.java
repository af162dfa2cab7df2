package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.submissions.internal.tracking.TrackingPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/tracking.md names every property, and its numbers follow from the defaults. */
class TrackingPageTest {
    private static final TrackingPolicy DEFAULTS = TrackingPolicy.DEFAULTS;

    private final String page = read("tracking.md");
    private final String configuration = read("configuration.md");

    @Test
    void namesEveryPropertyOfTracking() {
        List<String> names = matches("\\| `kyc-sharing\\.tracking\\.([a-z-]+)` \\|", configuration);

        assertThat(names)
                .hasSizeGreaterThan(5)
                .allSatisfy(name ->
                        assertThat(page).containsAnyOf("`" + name + "`", "`kyc-sharing.tracking." + name + "`"));
    }

    @Test
    void namesOnlyPropertiesThatExist() {
        assertThat(matches("`(kyc-sharing\\.[a-z.-]+)", page))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(configuration).contains("| `" + name + "` |"));
    }

    @Test
    void statesTheNumberOfPollsOfANewAccount() {
        int polls = 0;
        Duration age = Duration.ZERO;
        for (Duration pause = DEFAULTS.initialPause();
                pause.compareTo(DEFAULTS.maxPause()) < 0;
                // The first response is another status than before, so the pause after it is the first one again.
                pause = polls == 1 ? pause : pause.multipliedBy(2)) {
            polls++;
            age = age.plus(pause);
        }

        assertThat(polls).isEqualTo(11);
        assertThat(age).isLessThan(Duration.ofHours(9));
        assertThat(page)
                .contains("eleven\npolls within the first nine hours")
                .contains("polls per hour = 11 × new accounts per hour + accounts without a decision ÷ "
                        + DEFAULTS.maxPause().toHours() + " + decided accounts ÷ "
                        + DEFAULTS.decidedPause().toHours());
    }

    @Test
    void tableOfPollsFollowsFromTheDefaults() {
        int limit = DEFAULTS.maxRequestsPerSecond() * 3600;
        assertThat(page).contains("| share of the limit of " + grouped(limit) + " |");
        List<MatchResult> rows = Pattern.compile("(?m)^\\| ([\\d,]+)([^|]*) \\| ([\\d,]+) \\| (\\d+) % \\|$")
                .matcher(page)
                .results()
                .toList();
        assertThat(rows).hasSize(3).allSatisfy(row -> {
            long first = number(row.group(1));
            long notDecided = row.group(2).contains("none decided") ? first : second(row.group(2));
            long decided = row.group(2).contains("none decided") ? 0 : first;
            long polls = Math.round((double) notDecided / DEFAULTS.maxPause().toHours()
                    + (double) decided / DEFAULTS.decidedPause().toHours());
            assertThat(row.group(3)).isEqualTo(grouped(polls));
            assertThat(row.group(4)).isEqualTo(String.valueOf(Math.round(100.0 * polls / limit)));
        });
    }

    /** The second number of a cell such as " decided, 20,000 without a decision"; 0 if there is none. */
    private static long second(String cell) {
        return matches("(\\d[\\d,]*)", cell).stream()
                .findFirst()
                .map(TrackingPageTest::number)
                .orElse(0L);
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("..", "docs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
