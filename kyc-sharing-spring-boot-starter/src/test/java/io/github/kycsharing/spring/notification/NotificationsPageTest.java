package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/notifications.md and docs/observability.md tell every result of a delivery. */
class NotificationsPageTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void tellsWhatEachDeliveryIsAnsweredWith() throws IOException {
        Map<String, Integer> told = Pattern.compile("(?m)^\\| (\\d{3}) \\| `(\\w+)` \\|")
                .matcher(Files.readString(DOCS.resolve("notifications.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(2), row -> Integer.valueOf(row.group(1))));

        assertThat(told)
                .isEqualTo(Arrays.stream(NotificationResult.values())
                        .collect(Collectors.toMap(NotificationResult::tag, NotificationResult::httpStatus)));
    }

    @Test
    void namesTheValuesOfTheMetersTag() throws IOException {
        String row = Files.readString(DOCS.resolve("observability.md"))
                .lines()
                .filter(line -> line.startsWith("| `result` |"))
                .findFirst()
                .orElseThrow();

        assertThat(Pattern.compile("`(\\w+)`").matcher(row).results().map(name -> name.group(1)))
                .contains("result", "none")
                .filteredOn(name -> !name.equals("result") && !name.equals("none"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(NotificationResult.values())
                        .map(NotificationResult::tag)
                        .toList());
    }
}
