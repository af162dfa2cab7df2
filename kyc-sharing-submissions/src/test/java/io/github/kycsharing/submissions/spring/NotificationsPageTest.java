package io.github.kycsharing.submissions.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the results of a delivery in docs/notifications.md. */
class NotificationsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("kyc-sharing.docs", "../docs"), "notifications.md");

    @Test
    void pageHasTheResponseOfEachResult() throws IOException {
        Map<String, Integer> documented = Pattern.compile("(?m)^\\| (\\d{3}) \\| `(\\w+)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(2), row -> Integer.valueOf(row.group(1))));

        assertThat(documented)
                .isEqualTo(Arrays.stream(NotificationResult.values())
                        .collect(Collectors.toMap(NotificationResult::tag, NotificationResult::httpStatus)));
    }
}
